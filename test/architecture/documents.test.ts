import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, isThere, readText } from './project-files.ts';

const documents = filesOf('docs/**/*.md', '*.md', 'test/**/*.md');

/** Paths of this repository, written in backticks: a room and what stands in it, without a placeholder. */
const PATH = /`((?:shared|renderer|electron|central|test|docs|bench)\/[\w./-]+)`/g;

describe('the documents', () => {
  it.each(documents)('%s names only files and folders that there are', (document) => {
    const named = [...readText(document).matchAll(PATH)].map(([, path = '']) => path);
    // What a build makes is not there yet.
    expect(named.filter((path) => !isThere(path))).toEqual([]);
  });

  it.each(documents)('%s has no link that leads nowhere', (document) => {
    const links = [...readText(document).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      ([, link = '']) => link,
    );
    const own = links.filter((link) => !/^(?:https?|mailto):/.test(link));
    expect(own.filter((link) => !isThere(normalize(join(dirname(document), link))))).toEqual([]);
  });

  it('of decisions are numbered without a hole and stand in the index', () => {
    const files = filesOf('docs/decisions/0*.md').map((path) => path.slice('docs/decisions/'.length));
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
    const index = readText('docs/decisions/README.md');
    for (const file of files) {
      expect(index).toContain(`](${file})`);
      const text = readText(`docs/decisions/${file}`);
      expect(text).toMatch(new RegExp(`^# ${file.slice(0, 4)}\\. `));
      for (const part of ['Status: ', '## Context', '## Decision', '## Consequences'])
        expect(text, file).toContain(part);
    }
  });

  it('the glossary gives every term in Latvian and in English with a sentence and a source', () => {
    const rows = readText('docs/glossary.md')
      .split('\n')
      .filter((line) => /^\| (?!-|Latvian)/.test(line))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    expect(rows.length).toBeGreaterThan(60);
    for (const row of rows) {
      expect(row.length, row[0]).toBe(5);
      expect(
        row.every((cell) => cell !== ''),
        row[0],
      ).toBe(true);
      expect(row[3], row[0]).toMatch(/\.$/);
    }
    const english = rows.map(([, term]) => term);
    expect(new Set(english).size).toBe(english.length);
    const code = filesOf('{shared,renderer,central,electron}/**/*.{ts,tsx}').map(readText).join('\n');
    const named = rows.flatMap(([, , name = '']) => (name === '–' ? [] : [name.replaceAll('`', '')]));
    expect(named.filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(code))).toEqual([]);
  });
});
