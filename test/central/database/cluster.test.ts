import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clusterFolderOf, prepareHome } from '#central/database/cluster/cluster-home.ts';
import { isRoot } from '#central/database/cluster/database-user.ts';
import { hasLibraryLinks, makeLibraryLinks } from '#central/database/cluster/library-links.ts';
import { getPlatformBinaries } from '#central/database/cluster/platform-binaries.ts';
import { type RunningCluster, startCluster } from '#central/database/cluster/start-cluster.ts';
import { prepareBinaries } from '#central/database/cluster/usable-binaries.ts';

let place: string;
const running: RunningCluster[] = [];
const children: ChildProcess[] = [];

beforeAll(() => {
  place = mkdtempSync(path.join(os.tmpdir(), 'klatiene-cluster-'));
  chmodSync(place, 0o711);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(running.splice(0).map((cluster) => cluster.stop()));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

async function start(dataFolder: string): Promise<RunningCluster> {
  const cluster = await startCluster({ dataFolder, log: () => {} });
  running.push(cluster);
  return cluster;
}

/** Another program of ours, with the database of the folder running. */
async function startElsewhere(
  dataFolder: string,
): Promise<{ readonly child: ChildProcess; readonly connectionString: string }> {
  const script = fileURLToPath(new URL('../../support/start-and-hang.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataFolder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  const [written] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  return { child, connectionString: String(written).trim() };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function ask(cluster: RunningCluster, statement: string): Promise<string | undefined> {
  const client = new Client({ connectionString: cluster.connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: string }>(statement);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

const showing = (name: string): string => `select current_setting('${name}') as answer`;

describe('the embedded database', () => {
  it('starts from nothing, sorts as Latvian does, writes to the disk and listens to this machine only', async () => {
    const dataFolder = path.join(place, 'fresh');
    const told: string[] = [];
    const cluster = await startCluster({ dataFolder, log: (sentence) => told.push(sentence) });
    running.push(cluster);
    expect(told).toHaveLength(1);
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']) {
      expect(await ask(cluster, showing(name)), name).toBe('on');
    }
    expect(await ask(cluster, showing('listen_addresses'))).toBe('127.0.0.1');
    expect(await ask(cluster, showing('unix_socket_directories'))).toBe('');
    expect(await ask(cluster, showing('server_encoding'))).toBe('UTF8');
    const sorted = `select string_agg(name, ' ' order by name) as answer
      from unnest(array['Zane', 'Žanis', 'Ādams', 'Aivars', 'Čaks', 'Cēsis', 'Dace']) as name`;
    expect(await ask(cluster, sorted)).toBe('Ādams Aivars Cēsis Čaks Dace Zane Žanis');
    expect(await ask(cluster, `select upper('šķūņa') as answer`)).toBe('ŠĶŪŅA');
  });

  it('keeps its password where only its owner can read it, and takes no other', async () => {
    const dataFolder = path.join(place, 'password');
    const cluster = await start(dataFolder);
    expect(lstatSync(path.join(dataFolder, 'password')).mode & 0o777).toBe(0o600);
    const wrong = cluster.connectionString.replace(/:[0-9a-f]{48}@/, ':wrong@');
    expect(wrong).not.toBe(cluster.connectionString);
    await expect(ask({ ...cluster, connectionString: wrong }, 'select 1')).rejects.toThrow(/password/);
    await cluster.stop();
    rmSync(path.join(dataFolder, 'password'));
    await expect(start(dataFolder)).rejects.toMatchObject({ code: 'password-missing' });
  });

  it('keeps what was committed over a stop, however often that is asked', async () => {
    const dataFolder = path.join(place, 'kept');
    const first = await start(dataFolder);
    await ask(first, 'create table kept as select 42 as number');
    await Promise.all([first.stop(), first.stop()]);
    await expect(ask(first, 'select 1')).rejects.toThrow();
    const second = await start(dataFolder);
    expect(await ask(second, 'select number::text as answer from kept')).toBe('42');
  });

  it('refuses a second start on its folder, from this process and from another', async () => {
    const dataFolder = path.join(place, 'locked');
    const { child } = await startElsewhere(dataFolder);
    const refusal = { code: 'folder-in-use', message: expect.stringContaining(dataFolder) };
    await expect(start(dataFolder)).rejects.toMatchObject(refusal);
    await kill(child);
    const cluster = await start(dataFolder);
    await expect(start(dataFolder)).rejects.toMatchObject(refusal);
    await expect(start(dataFolder)).rejects.toMatchObject(refusal);
    await cluster.stop();
    await start(dataFolder);
  });

  it('takes over from a program that was killed, and loses nothing', async () => {
    const dataFolder = path.join(place, 'orphan');
    const before = await start(dataFolder);
    await ask(before, 'create table kept as select 42 as number');
    await before.stop();
    const { child, connectionString } = await startElsewhere(dataFolder);
    await kill(child);
    const orphan = { ...before, connectionString };
    expect(await ask(orphan, 'select number::text as answer from kept')).toBe('42');
    const cluster = await start(dataFolder);
    expect(cluster.notices.join(' ')).toContain('still running');
    await expect(ask(orphan, 'select 1')).rejects.toThrow();
    expect(await ask(cluster, 'select number::text as answer from kept')).toBe('42');
  });

  it('does not mistake another program for its server when a process number comes again', async () => {
    const dataFolder = path.join(place, 'reused');
    await (await start(dataFolder)).stop();
    const note = path.join(clusterFolderOf(dataFolder), 'postmaster.pid');
    writeFileSync(note, `${process.pid}\n${clusterFolderOf(dataFolder)}\n1\n1\n\n127.0.0.1\n0 0\nready\n`);
    const cluster = await start(dataFolder);
    expect(cluster.notices.join(' ')).not.toContain('still running');
  });

  it('refuses a database of another version of PostgreSQL and leaves it alone', async () => {
    const dataFolder = path.join(place, 'version');
    await (await start(dataFolder)).stop();
    const file = path.join(clusterFolderOf(dataFolder), 'PG_VERSION');
    const version = readFileSync(file, 'utf8');
    writeFileSync(file, '9.6\n');
    const refusal = { code: 'other-version', message: expect.stringContaining('PostgreSQL 9.6') };
    await expect(start(dataFolder)).rejects.toMatchObject(refusal);
    expect(readFileSync(file, 'utf8')).toBe('9.6\n');
    writeFileSync(file, version);
    await start(dataFolder);
  });

  it('throws away what an interrupted first start left', async () => {
    const dataFolder = path.join(place, 'interrupted');
    const unfinished = path.join(dataFolder, 'database.unfinished');
    mkdirSync(unfinished, { recursive: true, mode: 0o755 });
    chmodSync(dataFolder, 0o711);
    writeFileSync(path.join(unfinished, 'PG_VERSION'), 'half');
    await start(dataFolder);
    expect(existsSync(unfinished)).toBe(false);
  });

  it('starts with a copy of its folder that got other permissions', async () => {
    const [original, copy] = [path.join(place, 'original'), path.join(place, 'copy')];
    const first = await start(original);
    await ask(first, 'create table kept as select 42 as number');
    await first.stop();
    cpSync(original, copy, { recursive: true });
    chmodSync(copy, 0o711);
    chmodSync(clusterFolderOf(copy), 0o755);
    const second = await start(copy);
    expect(await ask(second, 'select number::text as answer from kept')).toBe('42');
    expect(await ask(second, showing('data_directory'))).toBe(clusterFolderOf(copy));
    // PostgreSQL starts in a folder only that nobody else can enter.
    expect(lstatSync(clusterFolderOf(copy)).mode & 0o077).toBe(0);
  });

  it('says where it lies when the data folder is one that only its owner can enter', async () => {
    const closed = path.join(place, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const cluster = await start(path.join(closed, 'data'));
    const clusterFolder = (await ask(cluster, showing('data_directory'))) ?? '';
    const home = path.dirname(clusterFolder);
    if (isRoot()) {
      expect(home).toMatch(/^\/var\/lib\/klatiene\/[0-9a-f]{16}$/);
      expect(cluster.notices.join(' ')).toContain(home);
      // It stays there, also when the folder is opened later.
      await cluster.stop();
      chmodSync(closed, 0o711);
      expect((await prepareHome(path.join(closed, 'data'))).folder).toBe(home);
      rmSync(home, { recursive: true });
    } else {
      expect(home).toBe(path.join(closed, 'data'));
      expect(cluster.notices).toEqual([]);
    }
  });

  it('says so when the folder cannot be made', async () => {
    const file = path.join(place, 'a-file');
    writeFileSync(file, '');
    await expect(start(path.join(file, 'data'))).rejects.toMatchObject({ code: 'folder-not-usable' });
  });
});

describe("PostgreSQL's programs", () => {
  it('are refused for a machine that has none, with the way out', () => {
    expect(() => getPlatformBinaries('aix', 'ppc')).toThrow(/aix-ppc.*DATABASE_URL/);
  });

  it('are copied with their links when the installed ones cannot be used where they are', async () => {
    const installed = getPlatformBinaries();
    const modules = path.join(place, 'modules');
    const folder = path.join(modules, 'package');
    cpSync(installed.folder, folder, { recursive: true, verbatimSymlinks: true });
    const libraries = path.join(folder, 'native', 'lib');
    for (const name of readdirSync(libraries)) {
      const file = path.join(libraries, name);
      if (lstatSync(file).isSymbolicLink()) rmSync(file);
    }
    // Not writable for an ordinary user, and closed to the one that stands in for root.
    chmodSync(libraries, 0o555);
    chmodSync(modules, 0o700);
    const home = await prepareHome(place);
    const binaries = await prepareBinaries({ ...installed, folder }, place, home.user);
    expect(binaries).toMatchObject({ areCopied: true, major: 18 });
    expect(binaries.folder.startsWith(place)).toBe(true);
    expect(hasLibraryLinks(binaries.folder)).toBe(true);
    const again = await prepareBinaries({ ...installed, folder }, place, home.user);
    expect(again).toEqual(binaries);
    chmodSync(libraries, 0o755);
  });

  it('get the links that their package lists, as often as one likes', () => {
    const folder = path.join(place, 'linked');
    const libraries = path.join(folder, 'native', 'lib');
    mkdirSync(libraries, { recursive: true });
    writeFileSync(path.join(libraries, 'libone.so.1.2'), 'one');
    const names = ['libone.so', 'libone.so.1', 'libone.so.x'];
    const list = names.map((name) => ({ source: 'native/lib/libone.so.1.2', target: `native/lib/${name}` }));
    writeFileSync(path.join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(list));
    symlinkSync('nowhere', path.join(libraries, 'libone.so'));
    writeFileSync(path.join(libraries, 'libone.so.x'), 'a file in the place of a link');
    expect(hasLibraryLinks(folder)).toBe(false);
    makeLibraryLinks(folder);
    makeLibraryLinks(folder);
    expect(hasLibraryLinks(folder)).toBe(true);
    expect(readlinkSync(path.join(libraries, 'libone.so'))).toBe('libone.so.1.2');
    expect(readFileSync(path.join(libraries, 'libone.so.1'), 'utf8')).toBe('one');
    expect(readFileSync(path.join(libraries, 'libone.so.x'), 'utf8')).toBe('a file in the place of a link');
    expect(readdirSync(libraries).toSorted()).toEqual([
      'libone.so',
      'libone.so.1',
      'libone.so.1.2',
      'libone.so.x',
    ]);
  });
});
