import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Build, ensureBuilt } from '#central/commands/builds.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'klatiene-builds-'));
const build: Build = {
  script: 'build:it',
  what: 'thing',
  output: 'dist/it',
  sources: ['src', 'package.json'],
};

beforeAll(() => {
  mkdirSync(path.join(folder, 'src/deep'), { recursive: true });
  writeFileSync(path.join(folder, 'src/deep/a.ts'), 'one');
  writeFileSync(
    path.join(folder, 'build.mjs'),
    "import { appendFileSync, mkdirSync } from 'node:fs'; mkdirSync('dist/it', { recursive: true }); appendFileSync('times', 'x');",
  );
  setScript('node build.mjs');
});
afterAll(() => rmSync(folder, { recursive: true }));

function setScript(script: string): void {
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ scripts: { 'build:it': script } }));
}

const said: string[] = [];
const ensure = () => ensureBuilt(build, { folder, log: (line) => said.push(line) });
const times = (): number => readFileSync(path.join(folder, 'times'), 'utf8').length;

describe('a build', () => {
  it('is done when it is missing and again when a source has changed, and not otherwise', async () => {
    expect(await ensure()).toBe('built');
    expect(await ensure()).toBe('fresh');
    expect(times()).toBe(1);
    writeFileSync(path.join(folder, 'src/deep/a.ts'), 'two');
    expect(await ensure()).toBe('built');
    writeFileSync(path.join(folder, 'src/b.ts'), '');
    expect(await ensure()).toBe('built');
    rmSync(path.join(folder, 'dist/it'), { recursive: true });
    expect(await ensure()).toBe('built');
    expect(await ensure()).toBe('fresh');
    expect(times()).toBe(4);
    expect(said).toHaveLength(4);
  });

  it('that is stopped counts as not done', async () => {
    const stop = new AbortController();
    writeFileSync(path.join(folder, 'src/b.ts'), 'stopped');
    const before = times();
    const stopping = ensureBuilt(build, { folder, log: () => stop.abort(), signal: stop.signal });
    expect(await stopping).toBe('stopped');
    expect(times()).toBe(before);
    expect(await ensure()).toBe('built');
  });

  it('that fails says why, and is tried again the next time', async () => {
    setScript('node -e "console.log(\'reason\'); process.exit(3)"');
    await expect(ensure()).rejects.toThrow(
      /^The thing could not be built\. "npm run build:it" shows why\.\nreason$/,
    );
    expect(existsSync(path.join(folder, 'dist/it'))).toBe(true);
    await expect(ensure()).rejects.toThrow('could not be built');
  });
});
