import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '#central/database/cluster/free-port.ts';
import { openTestDatabase } from '#test/support/test-database.ts';
import { databaseUrlOf, PROGRAM_FOLDER, type RunningProgram, runProgram } from './run-program.ts';

/** A copy of the program whose web application is built in no time. */
const program = mkdtempSync(path.join(os.tmpdir(), 'klatiene-program-'));
const dataFolder = path.join(program, 'data');
const running: RunningProgram[] = [];
let environment: Record<string, string>;

beforeAll(async () => {
  // As root the database runs as another user, who must be able to pass through.
  chmodSync(program, 0o711);
  for (const part of ['central', 'shared'])
    cpSync(path.join(PROGRAM_FOLDER, part), path.join(program, part), { recursive: true });
  symlinkSync(path.join(PROGRAM_FOLDER, 'node_modules'), path.join(program, 'node_modules'));
  writeFileSync(
    path.join(program, 'build.mjs'),
    "import { mkdirSync, writeFileSync } from 'node:fs'; mkdirSync('dist/web', { recursive: true }); writeFileSync('dist/web/index.html', 'built');",
  );
  const manifest = JSON.parse(readFileSync(path.join(PROGRAM_FOLDER, 'package.json'), 'utf8'));
  manifest.scripts = { 'build:web': 'node build.mjs' };
  writeFileSync(path.join(program, 'package.json'), JSON.stringify(manifest));
  environment = {
    KLATIENE_DATA: dataFolder,
    KLATIENE_PORT: String(await findFreePort()),
    KLATIENE_HEADLESS: '1',
  };
});
afterAll(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(program, { recursive: true, force: true });
});

function start(more: Record<string, string> = {}): RunningProgram {
  const one = runProgram(['start'], { ...environment, ...more }, program);
  running.push(one);
  return one;
}

const address = (): string => `http://127.0.0.1:${environment.KLATIENE_PORT}/`;

async function canConnect(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

describe('npm start', () => {
  it('[ML9] does everything from an empty folder to a centre that works, once for each folder, and stops it all', async () => {
    const first = start();
    await first.until('Klātiene is ready: ');
    const lines = first.said().trim().split('\n');
    expect(lines.at(-1)).toBe(`Klātiene is ready: ${address()}`);
    expect(lines.filter((line) => line.startsWith('Building the web application'))).toHaveLength(1);
    expect(lines).toContain('Demonstration accounts, all with the password klatiene-demo:');
    for (const login of ['clerk', 'clerk2', 'provider', 'service-manager', 'portfolio-manager', 'admin']) {
      expect(lines.some((line) => line.startsWith(`  ${login} `))).toBe(true);
    }
    const health = await fetch(`${address()}healthz`);
    expect(await health.text()).toBe(
      '{"status":"ok","protocol":1,"database":"embedded","durability":"disk","mail":"not-connected"}',
    );
    expect(lines).toContain('No mail server is set (KLATIENE_SMTP_URL), so this centre sends no e-mail.');
    const page = await fetch(address(), { headers: { accept: 'text/html' } });
    expect(await page.text()).toBe('built');
    const session = await fetch(`${address()}api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'clerk2', password: 'klatiene-demo' }),
    });
    expect(session.status).toBe(200);

    const second = await start({ KLATIENE_PORT: String(await findFreePort()) }).ended;
    expect(second.exitCode).toBe(1);
    expect(second.err).toContain(`is using the data folder ${dataFolder}`);

    const noted = JSON.parse(readFileSync(path.join(dataFolder, 'running.json'), 'utf8'));
    expect(noted.address).toBe(address());
    const demo = path.join(PROGRAM_FOLDER, 'central/demo/catalogue.json');
    const imported = await runProgram(['catalogue', 'import', demo], environment, program).ended;
    expect(imported).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^unchanged [0-9a-f]{64}\n$/) });

    first.child.kill('SIGTERM');
    expect((await first.ended).exitCode).toBe(0);
    expect(await canConnect(noted.connectionString)).toBe(false);
    expect(existsSync(path.join(dataFolder, 'running.json'))).toBe(false);

    const again = start();
    await again.until('Klātiene is ready: ');
    expect(again.said()).not.toContain('Building');
    expect(again.said()).toContain('Demonstration accounts');
    again.child.kill('SIGINT');
    expect((await again.ended).exitCode).toBe(0);

    const cold = await runProgram(['catalogue', 'import', demo], environment, program).ended;
    expect(cold).toMatchObject({ exitCode: 0, out: imported.out });
  }, 60_000);

  it('names a port that is taken and the variable that changes it', async () => {
    const database = await openTestDatabase();
    const taken = createServer();
    const port = await findFreePort();
    await new Promise<void>((resolve) => taken.listen({ host: '127.0.0.1', port }, resolve));
    const { exitCode, err } = await start({
      KLATIENE_DATA: path.join(program, 'other'),
      KLATIENE_PORT: String(port),
      DATABASE_URL: databaseUrlOf(database),
    }).ended;
    expect(exitCode).toBe(1);
    expect(err).toContain(`Port ${port} is taken by another program. Set KLATIENE_PORT`);
    expect(existsSync(path.join(program, 'other', 'running.json'))).toBe(false);
    await new Promise((resolve) => taken.close(resolve));
    await database.drop();
  });

  it('says what is wrong with the environment, and takes no arguments', async () => {
    const { exitCode, err } = await start({ KLATIENE_PORT: 'x', KLATIENE_HEADLESS: 'yes' }).ended;
    expect(exitCode).toBe(2);
    expect(err).toContain('KLATIENE_PORT must be');
    expect(err).toContain('KLATIENE_HEADLESS must be');
    expect(await runProgram(['start', 'now']).ended).toMatchObject({ exitCode: 2, out: '' });
  });

  it('says what it needs on an old Node, and which commands there are', async () => {
    const old = "data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'20.19.0'}})";
    const { exitCode, err } = await runProgram(['start'], { NODE_OPTIONS: `--import=${old}` }).ended;
    expect(exitCode).toBe(1);
    expect(err).toContain('needs Node 24 or newer, and this is Node 20.19.0');
    expect(await runProgram(['dance']).ended).toMatchObject({
      exitCode: 2,
      err: expect.stringMatching(
        /^There is no such command\. There are: start, catalogue, calendar, .*demo-load/,
      ),
    });
  });
});
