import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

/** The folder of the whole project. */
export const PROJECT = resolve(import.meta.dirname, '../..');

/** Paths of the project that match any of the patterns, with forward slashes, in order; what a tool made is left out. */
export function filesOf(...patterns: readonly string[]): readonly string[] {
  const made = new Set(['node_modules', 'dist', 'test-results', '.klatiene', '.git']);
  return globSync([...patterns], { cwd: PROJECT, exclude: (name) => made.has(name) })
    .map((path) => path.split(sep).join('/'))
    .toSorted();
}

/** The text of one file of the project. */
export function readText(path: string): string {
  return readFileSync(join(PROJECT, path), 'utf8');
}

/** Whether the project has a file or folder of this name. */
export function isThere(path: string): boolean {
  return existsSync(join(PROJECT, path));
}

/**
 * A source without its comments, every line where it was. Good enough for our own sources: `//` inside a text is
 * spared when a colon, a quote or a backslash stands before it.
 */
export function withoutComments(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
}
