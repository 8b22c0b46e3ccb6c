import { basename } from 'node:path';
import { filesOf, readText } from './project-files.ts';

export const LANGUAGES = ['lv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text of the interface by its full key, `registration:notSaved.title`, plural ending included. */
export type Texts = ReadonlyMap<string, string>;

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Every text of one language. A value that is neither text nor group shows as the text `undefined`. */
export function readTexts(language: Language): Texts {
  const texts = new Map<string, string>();
  const take = (key: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null)
      texts.set(key, typeof value === 'string' ? value : 'undefined');
    else {
      for (const [name, inner] of Object.entries(value))
        take(key.endsWith(':') ? `${key}${name}` : `${key}.${name}`, inner);
    }
  };
  for (const file of filesOf(`renderer/i18n/${language}/*.json`)) {
    take(`${basename(file, '.json')}:`, JSON.parse(readText(file)));
  }
  return texts;
}

/** The key as a program asks for it: without the ending that the number chooses. */
export function bareKey(key: string): string {
  return key.replace(PLURAL, '');
}

/** The plural ending of a key, if it has one. */
export function findPluralEnding(key: string): string | undefined {
  return PLURAL.exec(key)?.[1];
}

/** The names in braces that a text waits for, each once, in order of the alphabet. */
export function parametersOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].toSorted();
}
