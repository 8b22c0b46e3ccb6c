import { CATALOGUE_LIMITS } from './catalogue-limits.ts';

/**
 * The English sentences of the catalogue importer, all in this file: what is wrong, and what is allowed. They are
 * printed by a command line to whoever prepares a catalogue and are never shown at a counter.
 */

/** What a JSON reader would have taken at the place where it stopped. */
export type Expected =
  | 'value'
  | 'key'
  | 'colon'
  | 'list-end'
  | 'object-end'
  | 'text-end'
  | 'escape'
  | 'number'
  | 'end';

const EXPECTED = {
  value: 'a value',
  key: 'a key in double quotes',
  colon: 'a colon',
  'list-end': 'a comma or "]"',
  'object-end': 'a comma or "}"',
  'text-end': 'the double quote that closes the text, with line breaks written as \\n',
  escape: 'an escape such as \\n or \\u0101',
  number: 'a number such as 12 or 4.27',
  end: 'nothing more after the closing brace',
} as const satisfies Record<Expected, string>;

/** What belongs at a place, by kind. */
export type Wanted =
  | 'text'
  | 'both-languages'
  | 'number'
  | 'whole-number'
  | 'truth'
  | 'list'
  | 'object'
  | 'scalar'
  | 'choice';

const WANTED = {
  text: 'a text',
  'both-languages': 'a text in both languages, {"lv": "…", "en": "…"}',
  number: 'a number',
  'whole-number': 'a whole number',
  truth: 'true or false',
  list: 'a list',
  object: 'an object',
  scalar: 'a text, a number, true or false',
} as const satisfies Record<Exclude<Wanted, 'choice'>, string>;

/** What stands at a place, by kind. */
export type Found = 'text' | 'number' | 'truth' | 'null' | 'list' | 'object';

const FOUND = {
  text: 'a text',
  number: 'a number',
  truth: 'true or false',
  null: 'null',
  list: 'a list',
  object: 'an object',
} as const satisfies Record<Found, string>;

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function escaped(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** A name or value from the file, in quotes, short and harmless to a terminal. */
function quoted(value: unknown): string {
  if (Array.isArray(value)) return FOUND.list;
  if (typeof value !== 'string')
    return typeof value === 'object' && value !== null ? FOUND.object : String(value);
  const start = [...value.slice(0, 130)];
  return `"${escaped(start.slice(0, 60).join(''))}${value.length > 130 || start.length > 60 ? '…' : ''}"`;
}

/** Names that a sentence may list. */
type Names = readonly unknown[] | ReadonlySet<string> | ReadonlyMap<string, unknown>;

/** The first names only: a hostile file can declare a million. */
function listed(names: Names): string {
  const count = 'size' in names ? names.size : names.length;
  const shown: string[] = [];
  for (const name of 'size' in names ? names.keys() : names) {
    if (shown.length === 20) return `${shown.join(', ')} and ${count - 20} more`;
    shown.push(quoted(name));
  }
  return count === 0 ? 'none' : shown.join(', ');
}

function wantedWords(wanted: Wanted, allowed: Names): string {
  return wanted === 'choice' ? `one of ${listed(allowed)}` : WANTED[wanted];
}

interface Position {
  readonly line: number;
  readonly column: number;
  readonly expected: Expected;
}
interface Choice {
  readonly actual: unknown;
  readonly allowed: Names;
}

const L = CATALOGUE_LIMITS;

/** One sentence for each code, from the facts that the sentence needs. */
const SENTENCES = {
  'too-large': (p: { bytes: number }) =>
    `The file has at least ${p.bytes} bytes; at most ${L.bytes} (4 MB) are allowed.`,
  'not-utf8': () => 'The file is not text in UTF-8; only UTF-8 is allowed.',
  empty: () => 'The file is empty; it must hold one JSON object, the catalogue.',
  'cut-off': (p: Position) =>
    `The file ends before its JSON is complete (line ${p.line}, column ${p.column}; expected ${EXPECTED[p.expected]}); send the whole file.`,
  'not-json': (p: Position) =>
    `Not JSON at line ${p.line}, column ${p.column}; expected ${EXPECTED[p.expected]}.`,
  'nested-too-deeply': (p: { line: number; column: number }) =>
    `Lists and objects are nested more than ${L.depth} deep at line ${p.line}, column ${p.column}; at most ${L.depth} are allowed.`,
  'not-an-object': (p: { found: Found }) =>
    `The file holds ${FOUND[p.found]}; it must hold one JSON object, the catalogue.`,
  'duplicate-key': (p: { key: string }) =>
    `The key ${quoted(p.key)} is written more than once; each key is allowed once in an object.`,
  'key-too-long': (p: { key: string }) =>
    `The key ${quoted(p.key)} is longer than ${L.keyCodePoints} characters; at most ${L.keyCodePoints} are allowed.`,
  'broken-key': (p: { key: string }) =>
    `The key ${quoted(p.key)} holds a control character or half a character; only whole, visible characters are allowed.`,
  'lone-surrogate': () =>
    'The text holds half of a character (a lone surrogate); only whole characters are allowed.',
  'control-character': () =>
    'The text holds a control character; only tabs and line breaks are allowed among them.',
  'text-too-long': (p: { length: number }) =>
    `The text has ${p.length} characters; at most ${L.textCodePoints} are allowed.`,
  'number-out-of-range': () => 'The number is too large to be kept; numbers up to about 1.8e308 are allowed.',

  missing: (p: { key: string; wanted: Wanted; allowed: Names }) =>
    `${quoted(p.key)} is missing; it must be ${wantedWords(p.wanted, p.allowed)}.`,
  'wrong-type': (p: { found: Found; wanted: Wanted }) =>
    `Here stands ${FOUND[p.found]}; it must be ${wantedWords(p.wanted, [])}.`,
  'value-not-allowed': (p: Choice) =>
    `${quoted(p.actual)} is not allowed here; allowed: ${listed(p.allowed)}.`,
  'unknown-field-type': (p: Choice) =>
    `There is no field type ${quoted(p.actual)}; allowed: ${listed(p.allowed)}.`,
  'unknown-unit': (p: Choice) =>
    `There is no unit of time ${quoted(p.actual)}; allowed: ${listed(p.allowed)}.`,
  'wrong-service-id': (p: { actual: unknown }) =>
    `${quoted(p.actual)} is no service identifier; small letters a to z, digits and hyphens are allowed.`,
  'unknown-currency': (p: { actual: unknown }) =>
    `${quoted(p.actual)} is no currency; three capital letters such as EUR are allowed.`,
  'not-a-period': (p: { actual: unknown }) =>
    `${quoted(p.actual)} is no period; an ISO 8601 period of years, months, weeks and days is allowed, such as P5Y, P1Y6M or P30D.`,
  'not-whole': (p: { actual: unknown }) =>
    `${quoted(p.actual)} is not whole; only a whole number is allowed.`,
  'number-too-small': (p: { actual: unknown; minimum: number }) =>
    `${quoted(p.actual)} is too small; ${p.minimum} or more is allowed.`,
  'number-too-large': (p: { actual: unknown; maximum: number }) =>
    `${quoted(p.actual)} is too large; at most ${p.maximum} is allowed.`,
  'wrong-length': (p: { length: number }) =>
    `The list has the wrong length; exactly ${p.length} items are allowed.`,
  'empty-text': () => 'The text is empty; it must be filled.',
  'one-language': (p: { filled: string; empty: string }) =>
    `The text is filled in ${quoted(p.filled)} only and empty in ${quoted(p.empty)}; both are filled or both are empty.`,
  'empty-list': (p: { what: string }) => `The list is empty; at least one ${p.what} is needed.`,

  'wrong-identifier': (p: { id: string }) =>
    `${quoted(p.id)} is no identifier; up to ${L.identifierCodePoints} letters, digits, hyphens, underscores and colons are allowed, beginning with a letter or digit.`,
  'reserved-identifier': (p: { id: string }) =>
    `${quoted(p.id)} is a word of the programming language; any other identifier is allowed.`,
  'duplicate-id': (p: { what: string; id: string }) =>
    `The ${p.what} ${quoted(p.id)} is already taken; each ${p.what} is allowed once.`,
  'unknown-reference': (p: { what: string; name: string; known: Names }) =>
    `There is no ${p.what} ${quoted(p.name)}; declared: ${listed(p.known)}.`,
  'self-reference': (p: { id: string; via: string }) =>
    `${quoted(p.id)} refers to itself through ${p.via}; only another one is allowed.`,
  cycle: (p: { members: readonly string[]; via: string }) =>
    `${listed(p.members)} refer to each other in a circle through ${p.via}; a chain must end.`,
  'not-a-date-field': (p: { name: string }) =>
    `The field ${quoted(p.name)} is not a date; only a field of type "date" is allowed here.`,

  'condition-source': () =>
    'A condition looks at exactly one thing; exactly one of "field", "common" and "eligibility" is allowed.',
  'condition-operator': () =>
    'A condition makes exactly one comparison; exactly one of "equals", "notEquals", "in" and "notIn" is allowed.',
  'condition-key': (p: { key: string }) =>
    `A condition knows no ${quoted(p.key)}; only one of "field", "common", "eligibility" with one of "equals", "notEquals", "in", "notIn" is allowed.`,
  'not-an-option': (p: { name: string } & Choice) =>
    `${quoted(p.actual)} is not an option of ${quoted(p.name)}; its options: ${listed(p.allowed)}.`,
  'wrong-comparison': (p: { name: string; actual: unknown; wanted: 'text' | 'number' | 'truth' }) =>
    `${quoted(p.name)} can never be ${quoted(p.actual)}; it can be compared with ${WANTED[p.wanted]} only.`,

  'limits-crossed': (p: { lower: string; upper: string }) =>
    `"${p.lower}" is greater than "${p.upper}"; it must be equal or smaller.`,
  'not-a-pattern': () =>
    'The pattern is not a regular expression; one that ECMAScript accepts with the flag "u" is allowed.',
  'select-without-options': () =>
    'A field of type "select" has nothing to choose; at least one option that is not retired is needed.',
  'no-variant-field': () =>
    'The service has variants and no field "variant" to choose one; a field "variant" of type "select" is needed.',
  'variant-field-not-select': () =>
    'The field "variant" chooses among the variants; only the type "select" is allowed for it.',
  'variant-not-selectable': (p: { id: string }) =>
    `No option of the field "variant" chooses ${quoted(p.id)}; an option with this value is needed.`,
  'stage-order': (p: { order: readonly string[] }) =>
    `The stages are not the four fixed ones; exactly these are allowed, in this order: ${listed(p.order)}.`,

  'not-for-publication': (p: Choice) =>
    `A catalogue that is ${quoted(p.actual)} does not come into force; allowed: ${listed(p.allowed)}.`,
  'not-one-portfolio-manager': (p: { names: Names }) =>
    `The institution has exactly one portfolio manager before a catalogue is published; those who are now: ${listed(p.names)}.`,
  'not-one-service-manager': (p: { id: string; names: Names }) =>
    `The service ${quoted(p.id)} has exactly one named service manager before it is published; those who are now: ${listed(p.names)}.`,
  'no-provider': (p: { id: string }) =>
    `The service ${quoted(p.id)} names no role that provides it; at least one is needed.`,
  'no-office': (p: { id: string }) =>
    `No office gives the service ${quoted(p.id)}; at least one office that names it is needed.`,
  'no-working-time': (p: { id: string; offices: Names }) =>
    `No office that gives the service ${quoted(p.id)} has opening hours; asked were: ${listed(p.offices)}.`,
  'nobody-provides': (p: { id: string; roles: Names }) =>
    `At no open office that gives the service ${quoted(p.id)} does anybody provide it; somebody there needs one of the roles: ${listed(p.roles)}.`,
  'service-left-out': (p: { id: string }) =>
    `The service ${quoted(p.id)} is in force and is not in this file; a service that is given no more stays in it with "retired": true, or in "supersededIds" of the one that took its place.`,

  'unknown-key': (p: { key: string }) =>
    `The key ${quoted(p.key)} is not part of the format; it is kept and ignored.`,
  'useless-validation': (p: { key: string; type: string }) =>
    `${quoted(p.key)} means nothing for the type ${quoted(p.type)}; it is kept and ignored.`,
  'useless-options': (p: { type: string }) =>
    `Only the type "select" has options, not ${quoted(p.type)}; they are kept and ignored.`,
  'refusal-without-reason': () =>
    'The question leads to a refusal and names no "refusalReason"; the clerk will have to choose one.',
  'not-readable': () => 'This part cannot be read; see the description of the format.',
  more: (p: { count: number; isComplete: boolean }) =>
    `${p.isComplete ? '' : 'At least '}${p.count} more ${p.count === 1 ? 'is' : 'are'} not shown.`,
} as const satisfies Record<string, (facts: never) => string>;

/** What can be found in a catalogue file. */
export type CatalogueCode = keyof typeof SENTENCES;

/** The facts that the sentence of `Code` needs. */
export type CatalogueFacts<Code extends CatalogueCode> = Parameters<(typeof SENTENCES)[Code]>;

/** The English sentence of `code`, made from its facts. It ends in a full stop and fits on one line. */
export function catalogueSentence<Code extends CatalogueCode>(
  code: Code,
  ...facts: CatalogueFacts<Code>
): string {
  const sentence = SENTENCES[code] as (...facts: CatalogueFacts<Code>) => string;
  return sentence(...facts);
}

/** `POINTER: sentence` for a terminal; what a terminal would obey or hide is written out as an escape. */
export function catalogueLine(finding: { readonly pointer: string; readonly sentence: string }): string {
  return `${finding.pointer === '' ? '(the whole file)' : escaped(finding.pointer)}: ${finding.sentence}`;
}
