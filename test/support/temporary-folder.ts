import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for one test, with a short path, because sockets may lie in it. */
export async function makeTemporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'kl-'));
}

/** Removes it; a process that was just killed may still be writing. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
