import { describe, expect, it } from 'vitest';
import { filesOf, readText, withoutComments } from './project-files.ts';
import { readRules } from './rules.ts';

const rules = readRules();
const known = new Set(rules.map(({ id }) => id));
const kinds = [...new Set(rules.map(({ id }) => id.slice(0, 2)))];
const tests = filesOf('test/**/*.{ts,tsx}').filter((path) => !path.startsWith('test/architecture/'));

/** Every number of a rule that stands in a source, comments included. */
function spokenIn(paths: readonly string[]): readonly { readonly id: string; readonly path: string }[] {
  const number = new RegExp(`\\b(?:${kinds.join('|')})\\d+\\b`, 'g');
  return paths.flatMap((path) => [...readText(path).matchAll(number)].map(([id]) => ({ id, path })));
}

describe('the numbered rules', () => {
  it('stand once each, in one document a kind', () => {
    expect(kinds.toSorted().join(' ')).toBe(
      'AT BK CA CF CL DT EX FD HI JR KE LT ML PA PC PR PV RG RN SA SE SL SM ST',
    );
    for (const kind of kinds) {
      const own = rules.filter(({ id }) => id.startsWith(kind));
      expect(new Set(own.map(({ id }) => id)).size).toBe(own.length);
      expect(new Set(own.map(({ document }) => document)).size).toBe(1);
    }
  });

  it('are one sentence each', () => {
    for (const { id, sentence } of rules) {
      // What stands in italics behind the sentence is its source.
      const bare = sentence.replace(/ (?:\*[^*]+\*|_[^_]+_)$/, '');
      expect(bare, id).toMatch(/\.$/);
      expect(bare.slice(0, -1), id).not.toMatch(/[.!?] [A-Z]/);
    }
  });
});

describe('the tests', () => {
  const titles = new Map(tests.map((path) => [path, withoutComments(readText(path))]));

  it('quote only rules that there are', () => {
    const quoted = [...titles].flatMap(([path, text]) =>
      [...text.matchAll(/\[([A-Z]{2}\d+)\]/g)].map(([, id = '']) => ({ id, path })),
    );
    expect(quoted.length).toBeGreaterThan(300);
    expect(quoted.filter(({ id }) => !known.has(id))).toEqual([]);
  });

  it('quote every rule in a title, written out or made from a table', () => {
    const all = [...titles.values()].join('\n');
    const isQuoted = (id: string): boolean => all.includes(`[${id}]`) || all.includes(`'${id}'`);
    expect(rules.filter(({ id }) => !isQuoted(id)).map(({ id }) => id)).toEqual([]);
  });
});

describe('the sources', () => {
  it('speak only of rules that there are', () => {
    const spoken = spokenIn(filesOf('{shared,renderer,electron,central,test,docs}/**/*.{ts,tsx,md}'));
    expect(spoken.length).toBeGreaterThan(500);
    expect(spoken.filter(({ id }) => !known.has(id))).toEqual([]);
  });
});
