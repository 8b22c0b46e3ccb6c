import { filesOf, readText, withoutComments } from './project-files.ts';

/** Something in a source of the renderer that may name a text. */
export interface TextUse {
  readonly path: string;
  /** What it may name: full keys; what the source puts in stands for one step of a key. */
  readonly patterns: readonly RegExp[];
  readonly written: string;
  /** Whether it is the first argument of a call of `t`, and so must name a text. */
  readonly isAsked: boolean;
  /** Whether that call hands over a number that chooses the plural. */
  readonly hasCount: boolean;
}

/** Stands for what is put into a template text. */
const HOLE = '*';

const LITERAL = /'((?:[^'\\\n]|\\.)*)'/g;

/** Every quoted and every template text in the sources of the renderer, read as a key of the file's namespaces. */
export function findTextUses(): readonly TextUse[] {
  return filesOf('renderer/**/*.{ts,tsx}').flatMap((path) => usesIn(path, withoutComments(readText(path))));
}

function usesIn(path: string, source: string): readonly TextUse[] {
  const named = [...source.matchAll(/(?:useTranslation\(|TFunction<)'(\w+)'/g)].map(
    ([, space]) => space ?? '',
  );
  const spaces = [...new Set(named.length > 0 ? named : ['common'])];
  return [...literalsIn(source), ...templatesIn(source)].map(({ written, at, end }) => ({
    path,
    written,
    patterns: patternsOf(written, spaces),
    isAsked: /(?<![\w.])t\(\s*$/.test(source.slice(Math.max(0, at - 40), at)),
    hasCount: /^,\s*\{[^}]*\bcount\b/.test(source.slice(end, end + 200)),
  }));
}

interface Written {
  readonly written: string;
  readonly at: number;
  readonly end: number;
}

function literalsIn(source: string): readonly Written[] {
  return [...source.matchAll(LITERAL)].map((match) => ({
    written: match[1] ?? '',
    at: match.index,
    end: match.index + match[0].length,
  }));
}

/** Template texts, also those inside of a `${…}` of another, with a hole for what is put in. */
function templatesIn(source: string): readonly Written[] {
  const found: Written[] = [];
  const read = (from: number): number => {
    let written = '';
    let at = from + 1;
    while (at < source.length && source[at] !== '`') {
      if (source.startsWith('${', at)) {
        written += HOLE;
        at = skip(at + 2);
      } else {
        written += source[at];
        at += 1;
      }
    }
    found.push({ written, at: from, end: at + 1 });
    return at + 1;
  };
  const skip = (from: number): number => {
    let depth = 1;
    let at = from;
    while (at < source.length && depth > 0) {
      if (source[at] === '`') at = read(at);
      else {
        if (source[at] === '{') depth += 1;
        if (source[at] === '}') depth -= 1;
        at += 1;
      }
    }
    return at;
  };
  for (let at = 0; at < source.length; ) at = source[at] === '`' ? read(at) : at + 1;
  return found;
}

function patternsOf(written: string, spaces: readonly string[]): readonly RegExp[] {
  if (!/^(?:\w+:)?[\w.*-]+$/.test(written) || written === HOLE) return [];
  const keys = written.includes(':') ? [written] : spaces.map((space) => `${space}:${written}`);
  return keys.map((key) => {
    const parts = key.split(HOLE).map((part) => part.replace(/[.-]/g, '\\$&'));
    return new RegExp(`^${parts.join('[^.]+')}$`);
  });
}
