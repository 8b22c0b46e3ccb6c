import { callsOver, type PortEnd } from '#shared/bridge/port-calls.ts';
import type { FileShelfPort } from '#shared/journal/file-shelf.ts';
import { journalOver } from '#shared/journal/journal-calls.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { shelfOver } from '#shared/journal/shelf-calls.ts';
import { KEYED_STORAGE_CALLS } from '#shared/keys/key-calls.ts';

const PASSWORD = { login: 'test', salt: 'ab'.repeat(16), rounds: 1, wrapping: '1'.repeat(64) };

/** Journal and shelf behind a port, opened with the one password of the tests where they need one. */
export async function openStorage(
  port: PortEnd,
): Promise<{ readonly journal: JournalPort; readonly shelf: FileShelfPort }> {
  const calls = callsOver(port, KEYED_STORAGE_CALLS);
  const state = await calls.keyState(null);
  if (state === 'locked') await calls.unlock(PASSWORD);
  if (state === 'new') await calls.keepPassword(PASSWORD);
  return { journal: journalOver(calls), shelf: shelfOver(calls) };
}
