import '#shared/kernel/zod-jitless.ts';
import { z } from 'zod';
import { portEndOf } from '#renderer/platform/port-end.ts';
import { webHash } from '#renderer/platform/web-ports.ts';
import { serveCalls } from '#shared/bridge/port-calls.ts';
import { plainFileCipher } from '#shared/journal/file-cipher.ts';
import { FileShelf } from '#shared/journal/file-shelf.ts';
import { Journal } from '#shared/journal/journal.ts';
import { plainCipher } from '#shared/journal/plain-cipher.ts';
import { STORAGE_CALLS, storageHandlers } from '#shared/journal/shelf-calls.ts';
import { OpfsFiles } from './opfs-files.ts';
import { OpfsShelfFiles } from './opfs-shelf-files.ts';

/**
 * The journal of a browser: a dedicated worker, because only such a worker may write and flush a file synchronously.
 * The tab whose worker holds the lock file is the one writer of this origin.
 *
 *     page → { kind: 'open', port } → worker answers 'opened' or 'held-elsewhere'
 *     page → { kind: 'release' }    → worker gives its files back and answers 'released'
 */
const Message = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    port: z.instanceof(MessagePort),
    /** The folder of this origin that holds the journal. */
    folder: z.string().default('klatiene-journal'),
  }),
  z.object({ kind: z.literal('release') }),
]);

const LOCK_FILE = 'writer.lock';

let files: OpfsFiles | undefined;
let shelfFiles: OpfsShelfFiles | undefined;

async function open(port: MessagePort, folder: string): Promise<'opened' | 'held-elsewhere'> {
  const root = await navigator.storage.getDirectory();
  const own = new OpfsFiles(await root.getDirectoryHandle(folder, { create: true }));
  try {
    await own.lock(LOCK_FILE);
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'NoModificationAllowedError') {
      return 'held-elsewhere';
    }
    throw failure;
  }
  files = own;
  // A folder of its own, because everything in the journal's belongs to the journal.
  const shelfFolder = await root.getDirectoryHandle(`${folder}-attachments`, { create: true });
  shelfFiles = new OpfsShelfFiles(shelfFolder);
  const shelf = new FileShelf(shelfFiles, plainFileCipher);
  const journal = new Journal({ files: own, cipher: plainCipher, hash: webHash });
  serveCalls(portEndOf(port), STORAGE_CALLS, storageHandlers(journal, shelf), nameOf);
  return 'opened';
}

function nameOf(failure: unknown): string {
  return failure instanceof Error ? failure.name : 'failed';
}

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = Message.parse(event.data);
  if (message.kind === 'release') {
    files?.close();
    shelfFiles?.close();
    files = undefined;
    self.postMessage({ kind: 'released' });
    return;
  }
  open(message.port, message.folder).then(
    (outcome) => self.postMessage({ kind: outcome }),
    (failure: unknown) => self.postMessage({ kind: 'failed', reason: nameOf(failure) }),
  );
});
