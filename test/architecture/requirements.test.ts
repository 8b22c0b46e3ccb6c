import { describe, expect, it } from 'vitest';
import { isThere, readText } from './project-files.ts';
import { readRules } from './rules.ts';

/** What the last column may name as bringing what is missing. */
const COMING = ['case in full', 'sync', 'counter workplace', 'oversight', 'later'];

const table = readText('docs/requirements.md')
  .split('\n')
  .filter((line) => /^\| R\d+ \|/.test(line))
  .map((line) => {
    const [
      number = '',
      text = '',
      state = '',
      rooms = '',
      rules = '',
      screen = '',
      tests = '',
      missing = '',
      rest,
    ] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { number, text, state, rooms, rules, screen, tests, missing, rest };
  });

function pathsIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? '');
}

describe('the table of requirements', () => {
  it('has all 99, once each, in order and with all columns', () => {
    expect(table.map(({ number }) => number)).toEqual(
      Array.from({ length: 99 }, (_, index) => `R${index + 1}`),
    );
    for (const { number, text, rest } of table) {
      expect(text.length, number).toBeGreaterThan(10);
      expect(rest, number).toBeUndefined();
    }
    expect(new Set(table.map(({ text }) => text)).size).toBe(99);
  });

  it('knows three states, and every state is used', () => {
    expect([...new Set(table.map(({ state }) => state))].toSorted()).toEqual(['done', 'open', 'partly']);
  });

  it('names only rooms, screens and tests that there are', () => {
    for (const { number, rooms, screen, tests } of table) {
      for (const path of pathsIn(`${rooms} ${screen} ${tests}`))
        expect(isThere(path), `${number}: ${path}`).toBe(true);
      for (const path of pathsIn(screen)) expect(path, number).toMatch(/^renderer\/.+\.tsx$/);
      for (const path of pathsIn(tests))
        expect(path, number).toMatch(/^test\/.+\.(?:test|spec|browser)\.tsx?$|-contract\.ts$/);
    }
  });

  it('names only rules that there are', () => {
    const known = new Set(readRules().map(({ id }) => id));
    for (const { number, rules } of table) {
      const named = rules === '–' ? [] : rules.split(' ');
      expect(
        named.filter((id) => !known.has(id)),
        number,
      ).toEqual([]);
    }
  });

  it('shows what is met by a room and a test, and claims nothing for what is open', () => {
    for (const { number, state, rooms, tests, rules, screen } of table) {
      if (state === 'open') expect([rooms, rules, screen, tests], number).toEqual(['–', '–', '–', '–']);
      else expect([pathsIn(rooms).length > 0, pathsIn(tests).length > 0], number).toEqual([true, true]);
    }
  });

  it('says what is missing of everything that is not done, and what brings it', () => {
    for (const { number, state, missing } of table) {
      if (state === 'done') expect(missing, number).toBe('–');
      else
        expect(
          COMING.some((name) => missing.includes(name)),
          `${number}: ${missing}`,
        ).toBe(true);
    }
  });
});
