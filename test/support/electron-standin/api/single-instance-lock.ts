import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a second instance tells the first one. */
interface SecondInstance {
  readonly argv: string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
}

const TELL_TIMEOUT_MS = 10_000;
const TELL_SCRIPT = join(import.meta.dirname, 'tell-first-instance.ts');

let server: Server | undefined;
let lockFile = '';

/**
 * Takes the lock of one `userData` folder, or tells its owner about this instance. Returns whether this instance has it.
 * `onSecondInstance` is called for each later instance.
 */
export function takeSingleInstanceLock(
  userData: string,
  additionalData: unknown,
  onSecondInstance: (second: SecondInstance) => void,
): boolean {
  if (server !== undefined) return true;
  mkdirSync(userData, { recursive: true });
  lockFile = join(userData, 'electron-standin.lock');
  const socket = socketOf(userData);
  while (!createLockFile()) {
    const second: SecondInstance = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
    if (isOwnerAlive() && tellOwner(socket, second)) return false;
    rmSync(lockFile, { force: true }); // its owner was killed
  }
  rmSync(socket, { force: true });
  server = createServer((connection) => {
    let text = '';
    connection.setEncoding('utf8');
    connection.on('data', (part) => {
      text += part;
    });
    connection.on('end', () => {
      connection.end();
      onSecondInstance(JSON.parse(text));
    });
  });
  server.listen(socket);
  server.unref();
  process.on('exit', releaseSingleInstanceLock);
  return true;
}

/** Whether this instance has the lock. */
export function hasSingleInstanceLock(): boolean {
  return server !== undefined;
}

/** Gives the lock back. */
export function releaseSingleInstanceLock(): void {
  if (server === undefined) return;
  server.close();
  server = undefined;
  rmSync(lockFile, { force: true });
}

/** Not in `userData` itself: the path of a socket may have about 100 characters only. */
function socketOf(userData: string): string {
  const name = createHash('sha256').update(userData).digest('hex').slice(0, 16);
  return join(tmpdir(), `electron-standin-${name}.sock`);
}

function createLockFile(): boolean {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

function isOwnerAlive(): boolean {
  try {
    process.kill(Number(readFileSync(lockFile, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

/** Electron answers at once whether there is a first instance, so the telling happens in a process that we wait for. */
function tellOwner(socket: string, second: SecondInstance): boolean {
  const told = spawnSync(process.execPath, [TELL_SCRIPT, socket, JSON.stringify(second)], {
    timeout: TELL_TIMEOUT_MS,
    env: {},
  });
  return told.status === 0;
}
