import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '#central/commands/catalogue.ts';
import { loadDemoData } from '#central/demo/load-demo-data.ts';
import { realClock, realHash, realRandom } from '#central/settings/real-ports.ts';
import { CATALOGUE_LIMITS } from '#shared/catalogue/catalogue-limits.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';
import { callHere, databaseUrlOf, PROGRAM_FOLDER, runProgram } from './run-program.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'klatiene-catalogue-'));
const demo = readFileSync(path.join(PROGRAM_FOLDER, 'central/demo/catalogue.json'), 'utf8');
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  mkdirSync(path.join(folder, 'folder'));
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  const place = path.join(folder, name);
  writeFileSync(place, content);
  return place;
}

const run = (...args: string[]) =>
  runProgram(['catalogue', ...args], { DATABASE_URL: databaseUrlOf(database) }).ended;

const here = (...args: string[]) => callHere(main, args);

async function current(): Promise<readonly string[]> {
  const rows = await database.connection.kysely
    .selectFrom('reference_current')
    .select('hash')
    .where('kind', '=', 'catalogue')
    .execute();
  return rows.map(({ hash }) => hash);
}

describe('catalogue check', () => {
  it('says ok with counts of a file without a defect', async () => {
    expect(await run('check', file('good.json', `\uFEFF${demo}`))).toEqual({
      exitCode: 0,
      out: 'ok: 12 services, 77 fields, 18 common fields, 228 steps\n',
      err: '',
    });
  });

  it('prints each defect at its pointer and ends with 1', async () => {
    const broken = JSON.parse(demo);
    broken.services[0].fields[0].type = 'colour';
    broken.services[1].id = broken.services[0].id;
    const { exitCode, out, err } = await run('check', file('broken.json', JSON.stringify(broken)));
    expect(exitCode).toBe(1);
    expect(err).toBe('');
    const lines = out.trim().split('\n');
    expect(lines[0]).toMatch(
      /^\/services\/0\/fields\/0\/type: There is no field type "colour"; allowed: .+\.$/,
    );
    expect(lines.some((line) => line.startsWith('/services/1/id: '))).toBe(true);
  });

  it.each([
    ['empty', ''],
    ['cut-off', demo.slice(0, 5_000)],
    ['not-json', 'hello'],
    ['not-utf8', new Uint8Array([0xc3, 0x28])],
    ['too-large', ' '.repeat(CATALOGUE_LIMITS.bytes + 1)],
  ])('names what is wrong with a file that is %s', async (name, content) => {
    const { exitCode, out } = await here('check', file(`${name}.json`, content));
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^[^\n]*: [A-Z][^\n]+\.\n$/);
  });

  it('keeps what it does not know and says so beside', async () => {
    const extended = { ...JSON.parse(demo), invented: true };
    const { exitCode, out, err } = await here('check', file('extended.json', JSON.stringify(extended)));
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^ok: /);
    expect(err).toMatch(/^note: \/invented: /);
  });

  it('ends with 2 and a sentence when it is called wrongly', async () => {
    const missing = await here('check', path.join(folder, 'missing.json'));
    expect(missing).toMatchObject({ exitCode: 2, out: '' });
    expect(missing.err).toMatch(/^There is no file .+missing\.json\.\n$/);
    expect((await here('check', path.join(folder, 'folder'))).exitCode).toBe(2);
    for (const args of [[], ['check'], ['eat', 'x'], ['check', 'a', 'b']]) {
      const wrong = await here(...args);
      expect(wrong).toMatchObject({ exitCode: 2, out: '' });
      expect(wrong.err).toContain('npm run catalogue -- check FILE');
    }
  });
});

describe('catalogue import', () => {
  it('takes a file without a defect, once, however it is written', async () => {
    const first = await run('import', file('import.json', demo));
    expect(first.exitCode).toBe(0);
    const hash = /^imported ([0-9a-f]{64})\n$/.exec(first.out)?.[1];
    expect(await current()).toEqual([hash]);
    const rewritten = JSON.stringify(JSON.parse(demo));
    expect((await run('import', file('same.json', rewritten))).out).toBe(`unchanged ${hash}\n`);
    const changed = demo.replace('"KP-01"', '"KP-99"');
    const other = await run('import', file('other.json', changed));
    expect(other.out).toMatch(/^imported /);
    expect(await current()).not.toEqual([hash]);
  });

  it('takes nothing from a faulty file', async () => {
    const before = await current();
    const { exitCode, out } = await run('import', file('faulty.json', demo.replace('"KP-01"', '""')));
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^\/services\/0\/code: /);
    expect(await current()).toEqual(before);
  });
});

describe('catalogue publish', () => {
  it('[CA46] names every place for which a catalogue is refused, and keeps nothing of it', async () => {
    const before = await current();
    const { exitCode, out } = await run(
      'publish',
      file('draft.json', demo.replace('"demonstration"', '"draft"')),
    );
    expect(exitCode).toBe(1);
    const lines = out.trim().split('\n');
    expect(lines[0]).toMatch(/^\/status: A catalogue that is "draft" does not come into force; /);
    expect(lines[1]).toMatch(/^\/roles: The institution has exactly one portfolio manager /);
    // Nobody works at this centre.
    expect(
      lines.filter((line) => /^\/services\/\d+: The service .+ exactly one named/.test(line)),
    ).toHaveLength(12);
    expect(lines.filter((line) => /^\/services\/\d+\/providers: No office /.test(line))).toHaveLength(12);
    expect(await current()).toEqual(before);
  });

  it('[CA51] publishes with its number, and knows the same content again', async () => {
    await loadDemoData(database.connection.kysely, { clock: realClock, hash: realHash, random: realRandom });
    await run('import', file('first.json', demo));
    const next = file('next.json', demo.replace('"KP-01"', '"KP-55"'));
    const first = await run('publish', next);
    expect(first.err).toBe('');
    expect(first.out).toMatch(
      /^~ service \S+ “.+”\n {4}service: code from “KP-01” to “KP-55”\npublished [0-9a-f]{64}: version 3, in force now\n$/,
    );
    expect((await run('publish', next)).out).toMatch(/^unchanged [0-9a-f]{64}: version 3\n$/);
    const later = await run(
      'publish',
      file('later.json', demo.replace('"KP-01"', '"KP-56"')),
      '--from',
      '2999-01-01',
    );
    expect(later.out).toMatch(/: version 4, in force from 2999-01-01\n$/);
    expect(later.exitCode).toBe(0);
  });

  it('ends with 2 when the day is none', async () => {
    for (const rest of [
      ['--from'],
      ['--from', '2026-02-30'],
      ['--until', '2999-01-01'],
      ['--from', '2999-01-01', 'x'],
    ]) {
      expect(await here('publish', file('good.json', demo), ...rest)).toMatchObject({ exitCode: 2, out: '' });
    }
  });
});
