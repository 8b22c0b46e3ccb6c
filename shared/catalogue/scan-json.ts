import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { CATALOGUE_LIMITS } from './catalogue-limits.ts';
import type { Expected } from './catalogue-sentences.ts';

/** Why a text is not JSON that we read, and where. Lines and columns count from 1, columns in code points. */
export type JsonProblem =
  | { readonly code: 'empty' }
  | {
      readonly code: 'cut-off' | 'not-json' | 'nested-too-deeply';
      readonly path: readonly (string | number)[];
      readonly line: number;
      readonly column: number;
      readonly expected: Expected;
    };

/** What `JSON.parse` would hide: keys written twice in one object. */
export interface DuplicateKeys {
  /** The first ones, each as the path of the repeated member. */
  readonly paths: readonly (readonly (string | number)[])[];
  readonly total: number;
}

type Frame =
  | { readonly kind: 'list'; index: number }
  | { readonly kind: 'object'; readonly keys: Set<string>; key: string | undefined };

type Awaited = 'value' | 'first-item' | 'key' | 'first-key' | 'colon' | 'list-end' | 'object-end' | 'end';

const DUPLICATES_KEPT = 1_000;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const LITERALS = ['true', 'false', 'null'] as const;

/** A stop of the scan: thrown inside this file only, so that the loop stays flat. */
class Stop {
  readonly at: number;
  readonly expected: Expected;
  constructor(at: number, expected: Expected) {
    this.at = at;
    this.expected = expected;
  }
}

/**
 * Reads `text` as JSON (RFC 8259) without building it: accepts what `JSON.parse` accepts, except for depth, and says
 * where and why it stops. One loop with its own stack, so that no depth of nesting can overflow the machine's.
 */
export function scanJson(text: string): Result<DuplicateKeys, JsonProblem> {
  if (skipSpace(text, 0) === text.length) return refused({ code: 'empty' });
  const stack: Frame[] = [];
  try {
    return ok(scan(text, stack));
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    const isCutOff = skipSpace(text, stop.at) >= text.length;
    const isTooDeep = stack.length > CATALOGUE_LIMITS.depth;
    return refused({
      code: isTooDeep ? 'nested-too-deeply' : isCutOff ? 'cut-off' : 'not-json',
      path: pathOfFrames(stack),
      ...positionAt(text, stop.at),
      expected: stop.expected,
    });
  }
}

function scan(text: string, stack: Frame[]): DuplicateKeys {
  const paths: (readonly (string | number)[])[] = [];
  let total = 0;
  let awaited: Awaited = 'value';
  let at = skipSpace(text, 0);

  const close = (): void => {
    stack.pop();
    awaited = afterValue(stack);
    at += 1;
  };

  for (; ; at = skipSpace(text, at)) {
    const character = text[at];
    const top = stack.at(-1);
    switch (awaited) {
      case 'end':
        if (at < text.length) throw new Stop(at, 'end');
        return { paths, total };
      case 'first-item':
      case 'value':
        if (awaited === 'first-item' && character === ']') {
          close();
        } else if (character === '{' || character === '[') {
          const isList = character === '[';
          stack.push(
            isList ? { kind: 'list', index: 0 } : { kind: 'object', keys: new Set(), key: undefined },
          );
          if (stack.length > CATALOGUE_LIMITS.depth) throw new Stop(at, 'value');
          awaited = isList ? 'first-item' : 'first-key';
          at += 1;
        } else {
          at = endOfScalar(text, at);
          awaited = afterValue(stack);
        }
        break;
      case 'first-key':
      case 'key':
        if (awaited === 'first-key' && character === '}') {
          close();
        } else {
          if (character !== '"' || top?.kind !== 'object') throw new Stop(at, 'key');
          const end = endOfText(text, at);
          const key: string = JSON.parse(text.slice(at, end));
          top.key = key;
          if (top.keys.has(key)) {
            total += 1;
            if (paths.length < DUPLICATES_KEPT) paths.push(pathOfFrames(stack));
          }
          top.keys.add(key);
          awaited = 'colon';
          at = end;
        }
        break;
      case 'colon':
        if (character !== ':') throw new Stop(at, 'colon');
        awaited = 'value';
        at += 1;
        break;
      case 'list-end':
        if (character === ']') close();
        else if (character === ',' && top?.kind === 'list') {
          top.index += 1;
          awaited = 'value';
          at += 1;
        } else throw new Stop(at, 'list-end');
        break;
      case 'object-end':
        if (character === '}') close();
        else if (character === ',' && top?.kind === 'object') {
          top.key = undefined;
          awaited = 'key';
          at += 1;
        } else throw new Stop(at, 'object-end');
        break;
    }
  }
}

function afterValue(stack: readonly Frame[]): Awaited {
  const top = stack.at(-1);
  if (top === undefined) return 'end';
  return top.kind === 'list' ? 'list-end' : 'object-end';
}

function endOfScalar(text: string, at: number): number {
  if (text[at] === '"') return endOfText(text, at);
  for (const literal of LITERALS) {
    if (text[at] !== literal[0]) continue;
    let length = 1;
    while (length < literal.length && text[at + length] === literal[length]) length += 1;
    if (length < literal.length) throw new Stop(at + length, 'value');
    return at + length;
  }
  if (text[at] !== '-' && !isDigit(text[at])) throw new Stop(at, 'value');
  NUMBER.lastIndex = at;
  const number = NUMBER.exec(text)?.[0];
  const end = at + (number?.length ?? 1);
  if (number === undefined) throw new Stop(end, 'number');
  if (!/[0-9.eE+-]/.test(text[end] ?? '')) return end;
  // `1.` and `1e` at the very end were cut off; anywhere else they are no numbers.
  const isUnfinished = /^[.eE][+-]?$/.test(text.slice(end, end + 3));
  throw new Stop(isUnfinished ? text.length : end, 'number');
}

function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) throw new Stop(at, 'text-end');
    if (code === 0x5c) at = endOfEscape(text, at + 1);
  }
  throw new Stop(text.length, 'text-end');
}

/** The last character of the escape whose letter stands at `at`. */
function endOfEscape(text: string, at: number): number {
  const letter = text[at];
  if (letter !== 'u') {
    if (letter === undefined || !'"\\/bfnrt'.includes(letter)) throw new Stop(at, 'escape');
    return at;
  }
  for (let digit = at + 1; digit <= at + 4; digit += 1) {
    if (!/[0-9a-fA-F]/.test(text[digit] ?? '')) throw new Stop(digit, 'escape');
  }
  return at + 4;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
  }
  return at;
}

function pathOfFrames(stack: readonly Frame[]): (string | number)[] {
  const path: (string | number)[] = [];
  for (const frame of stack) {
    if (frame.kind === 'list') path.push(frame.index);
    else if (frame.key !== undefined) path.push(frame.key);
  }
  return path;
}

function positionAt(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let index = before.indexOf('\n'); index >= 0; index = before.indexOf('\n', index + 1)) line += 1;
  return { line, column: [...before.slice(lineStart)].length + 1 };
}
