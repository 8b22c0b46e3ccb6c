import { z } from 'zod';
import type { CallContract, CallsOf, HandlersOf } from '#shared/bridge/port-calls.ts';
import { Identifier } from '#shared/kernel/identifier.ts';
import type { FileShelfPort } from './file-shelf.ts';
import { JOURNAL_CALLS, journalHandlers } from './journal-calls.ts';
import type { JournalPort } from './journal-port.ts';

/** No file of a shelf is larger. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Arrays of another process are of its own class, so they are known by what they are called. */
const Bytes = z.custom<Uint8Array<ArrayBuffer>>(
  (value) => Object.prototype.toString.call(value) === '[object Uint8Array]',
);

const Content = Bytes.refine((bytes) => bytes.length <= MOST_BYTES, 'too large a file');

const SHELF_CALLS = {
  listFiles: { input: z.null(), output: z.array(z.object({ id: Identifier, note: z.string() })) },
  findFreeBytes: { input: z.null(), output: z.number().nullable() },
  keepFile: {
    input: z.object({ id: Identifier, content: Content, note: z.string() }),
    output: z.enum(['kept', 'disk-full']),
  },
  changeFileNote: { input: z.object({ id: Identifier, note: z.string() }), output: z.null() },
  findFile: { input: Identifier, output: Content.nullable() },
  removeFile: { input: Identifier, output: z.null() },
} satisfies CallContract;

/** Everything that the one writer of a device answers over its port: the journal, and the files beside it. */
export const STORAGE_CALLS = { ...JOURNAL_CALLS, ...SHELF_CALLS } satisfies CallContract;

/** Handlers that answer the calls from a journal and a shelf. */
export function storageHandlers(
  journal: JournalPort,
  shelf: FileShelfPort,
): HandlersOf<typeof STORAGE_CALLS> {
  return {
    ...journalHandlers(journal),
    listFiles: async () => [...(await shelf.list())],
    findFreeBytes: async () => (await shelf.findFreeBytes()) ?? null,
    keepFile: ({ id, content, note }) => shelf.keep(id, content, note),
    changeFileNote: async ({ id, note }) => {
      await shelf.changeNote(id, note);
      return null;
    },
    findFile: async (id) => (await shelf.find(id)) ?? null,
    removeFile: async (id) => {
      await shelf.remove(id);
      return null;
    },
  };
}

/** The shelf behind `calls`. */
export function shelfOver(calls: CallsOf<typeof SHELF_CALLS>): FileShelfPort {
  return {
    list: () => calls.listFiles(null),
    findFreeBytes: async () => (await calls.findFreeBytes(null)) ?? undefined,
    keep: (id, content, note) => calls.keepFile({ id, content, note }),
    changeNote: async (id, note) => {
      await calls.changeFileNote({ id, note });
    },
    find: async (id) => (await calls.findFile(id)) ?? undefined,
    remove: async (id) => {
      await calls.removeFile(id);
    },
  };
}
