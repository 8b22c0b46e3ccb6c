import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const PROGRAM_FOLDER = path.resolve(import.meta.dirname, '../../..');
const document = readFileSync(path.join(PROGRAM_FOLDER, 'docs/protocol.md'), 'utf8');
const rules = [...document.matchAll(/^- \[((?:PR|HI)\d+)\] (.+)$/gm)];

/** Everything that a folder's sources say. */
function textOf(folder: string): string {
  return readdirSync(path.join(PROGRAM_FOLDER, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(PROGRAM_FOLDER, folder, file), 'utf8'))
    .join('\n');
}

describe('the document of the protocol', () => {
  it('numbers its rules without a hole, one sentence each', () => {
    const numbersOf = (kind: string): readonly number[] =>
      rules.flatMap(([, id = '']) => (id.startsWith(kind) ? [Number(id.slice(2))] : []));
    for (const kind of ['PR', 'HI']) {
      const numbers = numbersOf(kind);
      expect(numbers.length).toBeGreaterThan(5);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
    for (const [, id, sentence = ''] of rules) {
      expect(sentence, id).toMatch(/\.$/);
      expect(sentence.slice(0, -1), id).not.toMatch(/[.!?] [A-Z]/);
    }
  });

  it('holds every rule that the program and its tests speak of', () => {
    const known = new Set(rules.map(([, id]) => id));
    const spoken = ['central', 'shared', 'renderer', 'electron', 'test'].flatMap((folder) => [
      ...textOf(folder).matchAll(/\b(?:PR|HI)\d+\b/g),
    ]);
    expect(spoken.length).toBeGreaterThan(50);
    expect([...new Set(spoken.map(([id]) => id))].filter((id) => !known.has(id))).toEqual([]);
  });
});
