import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Language } from '#shared/kernel/localized-text.ts';
import { type MessageKey, messagesIn } from '#shared/messages/messages.ts';

const LANGUAGES = ['lv', 'en'] as const;
const FOLDER = new URL('../../../shared/messages/', import.meta.url);
const ENDING = /_(?:zero|one|two|few|many|other)$/;

/** Every text of a language by its full key, the plural ending included. */
function textsOf(language: Language): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const take = (key: string, value: unknown): void => {
    if (typeof value === 'string') texts.set(key, value);
    else {
      for (const [name, inner] of Object.entries(value as object)) {
        take(key.endsWith(':') ? `${key}${name}` : `${key}.${name}`, inner);
      }
    }
  };
  for (const file of readdirSync(new URL(language, FOLDER))) {
    take(
      `${file.replace('.json', '')}:`,
      JSON.parse(readFileSync(new URL(`${language}/${file}`, FOLDER), 'utf8')),
    );
  }
  return texts;
}

/** Texts that the printing of a letter puts around it. */
const OF_THE_PRINTER: ReadonlySet<string> = new Set(['letter:foot.page']);

/** The sources of a room inside of `shared`. */
function sourcesOf(room: string): readonly string[] {
  const folder = new URL(`../${room}/`, FOLDER);
  return readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
}

const bare = (key: string): string => key.replace(ENDING, '');
const parametersOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].toSorted();

describe('the texts of what leaves the house', () => {
  const lv = textsOf('lv');
  const en = textsOf('en');

  it('[LT2] are the same in both languages, none of them empty', () => {
    expect(lv.size).toBeGreaterThan(80);
    expect([...new Set([...lv.keys()].map(bare))].toSorted()).toEqual(
      [...new Set([...en.keys()].map(bare))].toSorted(),
    );
    for (const [key, text] of [...lv, ...en]) expect(text.trim(), key).not.toBe('');
  });

  it('[LT2] are found by their keys in both languages', () => {
    for (const language of LANGUAGES) {
      const t = messagesIn(language);
      for (const [key, text] of textsOf(language)) {
        const parameters = Object.fromEntries(parametersOf(text).map((name) => [name, `(${name})`]));
        const count = ENDING.test(key) ? { count: numberFor(language, key) } : {};
        const found = t(bare(key) as MessageKey, { ...parameters, ...count });
        expect(found, key).not.toContain('{');
        expect(found.length, key).toBeGreaterThan(0);
      }
    }
  });

  it('[LT2] have every plural of their language and no other', () => {
    for (const language of LANGUAGES) {
      const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
      const endings = new Map<string, string[]>();
      for (const key of textsOf(language).keys()) {
        const ending = ENDING.exec(key)?.[0].slice(1);
        if (ending !== undefined) endings.set(bare(key), [...(endings.get(bare(key)) ?? []), ending]);
      }
      for (const [key, found] of endings) expect(found.toSorted(), key).toEqual(categories);
    }
  });

  it('[LT2] are parametrised alike in both languages and every plural', () => {
    // How a date is written is the one thing in which the languages differ.
    const isAlike = (key: string): boolean => !key.startsWith('letter:shortDate');
    const expected = new Map([...en].map(([key, text]) => [bare(key), parametersOf(text)]));
    for (const [key, text] of [...lv, ...en].filter(([key]) => isAlike(key))) {
      expect(parametersOf(text), key).toEqual(expected.get(bare(key)));
    }
  });

  it('[LT2] are all used', () => {
    const written = sourcesOf('letters').flatMap((source) =>
      [...source.matchAll(/'(\w+:[^'\s]+)'|`(\w+:[^`]+)`/g)].map(([, one, other = '']) => one ?? other),
    );
    const patterns = written.map((key) => {
      const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', String.raw`\.`));
      return new RegExp(`^${parts.join('[^.]+')}$`);
    });
    expect(patterns.length).toBeGreaterThan(100);
    const unused = [...new Set([...en.keys()].map(bare))].filter(
      (key) => !patterns.some((one) => one.test(key)),
    );
    expect(unused.filter((key) => !OF_THE_PRINTER.has(key))).toEqual([]);
  });

  it('[LT1] take what is put in as it is', () => {
    expect(messagesIn('lv')('letter:society.described', { description: '{count} <b>$&</b>' })).toBe(
      'Kopīga vajadzība: {count} <b>$&</b>',
    );
  });
});

/** A number that chooses the plural of the key. */
function numberFor(language: Language, key: string): number {
  const wanted = ENDING.exec(key)?.[0].slice(1);
  const rules = new Intl.PluralRules(language);
  return (
    Array.from({ length: 30 }, (_, number) => number).find((number) => rules.select(number) === wanted) ?? 0
  );
}
