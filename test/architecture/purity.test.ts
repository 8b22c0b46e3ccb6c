import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, readText, withoutComments } from './project-files.ts';

// What the linter has no rule for. Each list of findings names the file and what stands there.

const ROOMS = '{shared,renderer,electron,central,test,bench}';
const sources = filesOf(`${ROOMS}/**/*.{ts,tsx,mjs,cjs,js,css}`, '*.ts');
const texts = filesOf(
  `${ROOMS}/**/*.{ts,tsx,mjs,cjs,js,css,json,md,csv,html}`,
  'docs/**/*.md',
  '*.{ts,json,md,yml}',
  '.ci/*',
  '.npmrc',
  '.gitignore',
  'LICENSE',
);

/** Everywhere in `paths` that the pattern occurs, comments spared when told so. */
function findings(
  paths: readonly string[],
  pattern: RegExp,
  comments: 'with-comments' | 'without-comments',
): readonly string[] {
  return paths.flatMap((path) => {
    const text = comments === 'with-comments' ? readText(path) : withoutComments(readText(path));
    return [...text.matchAll(pattern)].map(([found]) => `${path}: ${found.trim()}`);
  });
}

describe('the files of the project', () => {
  it('are many enough for this to look at the right folder', () => {
    expect(sources.length).toBeGreaterThan(400);
    expect(texts.length).toBeGreaterThan(sources.length);
  });

  it('have at most 400 lines', () => {
    const long = sources.map((path) => ({ path, lines: readText(path).trimEnd().split('\n').length }));
    expect(long.filter(({ lines }) => lines > 400)).toEqual([]);
  });

  it('are named in small letters with hyphens, and none is an index of others', () => {
    const names = sources.map((path) => basename(path));
    expect(names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)+$/.test(name))).toEqual([]);
    expect(names.filter((name) => /^index\.[cm]?[jt]sx?$/.test(name))).toEqual([]);
  });

  it('import across folders by the name of the room', () => {
    expect(findings(sources, /(?:from|import) '\.\.\/\.\.\/.*/g, 'without-comments')).toEqual([]);
  });

  it('name no folder of anybody’s computer and no registry but the public one', () => {
    expect(
      findings(texts, /\/(?:home|Users|work|root|workspace|workspaces)\/[\w.-]+/g, 'with-comments'),
    ).toEqual([]);
    const registries = findings(
      ['package-lock.json', '.npmrc'],
      /"resolved": ".*|^registry.*/gm,
      'with-comments',
    );
    expect(registries.filter((found) => !found.includes('https://registry.npmjs.org/'))).toEqual([]);
  });

  it('leave nothing for later and switch no test off', () => {
    // Put together here, so that this file does not find itself.
    const later = new RegExp(`\\b(?:${['TO', 'DO|FIX', 'ME'].join('')})\\b.*`, 'g');
    expect(findings(texts, later, 'with-comments')).toEqual([]);
    const off = /\.(?:skip|only|todo|fails|fixme|skipIf|runIf)\(|\b(?:xit|xdescribe|fit|fdescribe)\(/g;
    expect(findings(filesOf('{test,bench}/**/*.{ts,tsx}'), off, 'without-comments')).toEqual([]);
  });

  it('silence the compiler never and the linter only with a reason', () => {
    const others = sources.filter((path) => !path.startsWith('test/architecture/'));
    expect(findings(others, /@ts-(?:ignore|expect-error|nocheck).*/g, 'with-comments')).toEqual([]);
    const ignores = findings(others, /biome-ignore.*/g, 'with-comments');
    expect(ignores.filter((found) => !/biome-ignore lint\/\w+\/\w+: \S.{5,}/.test(found))).toEqual([]);
  });
});

describe('what is pure and what is an engine', () => {
  const pure = filesOf('shared/**/*.ts');
  const engine = filesOf('renderer/{sync,counter}/**/*.ts', 'renderer/store/*.ts', 'central/cases/**/*.ts');

  it('draws no lots of its own', () => {
    expect(findings([...pure, ...engine], /Math\.random/g, 'without-comments')).toEqual([]);
  });

  it('reaches no global through another name', () => {
    const around = findings(
      [...pure, ...engine],
      /\b(?:globalThis|window|self)\b(?=\.| as )/g,
      'without-comments',
    );
    const ENTRIES = ['shared/kernel/utf8.ts', 'renderer/counter/counter-worker.ts'];
    expect(around.filter((found) => !ENTRIES.some((entry) => found.startsWith(`${entry}:`)))).toEqual([]);
  });

  it('loads nothing while it runs', () => {
    expect(findings([...pure, ...engine], /\b(?:import|require)\(/g, 'without-comments')).toEqual([]);
    expect(findings([...pure, ...engine], /['"](?:node:|electron['"]).*/g, 'without-comments')).toEqual([]);
  });
});
