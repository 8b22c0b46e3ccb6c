import type { HandlersOf } from '#shared/bridge/port-calls.ts';
import type { FileShelfPort } from '#shared/journal/file-shelf.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { storageHandlers } from '#shared/journal/shelf-calls.ts';
import { toHex } from '#shared/kernel/hex.ts';
import type { KEYED_STORAGE_CALLS } from '#shared/keys/key-calls.ts';
import { SIMULATED_ROW_SECRET } from './plain-cryptography.ts';

const NO_KEYS = async (): Promise<never> => {
  throw new Error('there are no keys in a simulated world');
};

/**
 * What a program is answered over its storage port, without keys: the platform does its cryptography on other threads,
 * whose order no seed decides, and what is sealed how has tests of its own.
 */
export function openStorage(
  journal: JournalPort,
  shelf: FileShelfPort,
): HandlersOf<typeof KEYED_STORAGE_CALLS> {
  return {
    ...storageHandlers(journal, shelf),
    keyState: async () => 'open',
    findPasswordTerms: async () => null,
    unlock: async () => 'opened',
    keepPassword: async () => 'not-needed',
    takeRowSecret: async () => ({
      id: SIMULATED_ROW_SECRET.id,
      sealing: toHex(SIMULATED_ROW_SECRET.sealing),
      codes: toHex(SIMULATED_ROW_SECRET.codes),
    }),
    readDeviceKey: NO_KEYS,
    signText: NO_KEYS,
    wrapKeyForRecovery: NO_KEYS,
  };
}
