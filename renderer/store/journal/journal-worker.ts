import '#shared/kernel/zod-jitless.ts';
import { z } from 'zod';
import { portEndOf } from '#renderer/platform/port-end.ts';
import { webHash, webKeys, webRandom } from '#renderer/platform/web-ports.ts';
import { serveCalls } from '#shared/bridge/port-calls.ts';
import { KEYED_STORAGE_CALLS, keyedStorageHandlers } from '#shared/keys/key-calls.ts';
import { KeyedStorage } from '#shared/keys/keyed-storage.ts';
import { keyKeeperOver } from './key-keeper.ts';
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
    /** What keeps the key in memory while the page is loaded anew. */
    keeper: z.instanceof(MessagePort).optional(),
    /** The folder of this origin that holds the journal. */
    folder: z.string().default('klatiene-journal'),
  }),
  z.object({ kind: z.literal('release') }),
]);

const LOCK_FILE = 'writer.lock';

let files: OpfsFiles | undefined;
let shelfFiles: OpfsShelfFiles | undefined;

async function open(
  port: MessagePort,
  keeper: MessagePort | undefined,
  folder: string,
): Promise<'opened' | 'held-elsewhere'> {
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
  const storage = new KeyedStorage({
    files: own,
    shelfFiles,
    cryptography: webKeys,
    random: webRandom,
    hash: webHash,
    opener: { kind: 'passwords', keeper: keyKeeperOver(keeper) },
  });
  await storage.begin();
  serveCalls(portEndOf(port), KEYED_STORAGE_CALLS, keyedStorageHandlers(storage), nameOf);
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
  open(message.port, message.keeper, message.folder).then(
    (outcome) => self.postMessage({ kind: outcome }),
    (failure: unknown) => self.postMessage({ kind: 'failed', reason: nameOf(failure) }),
  );
});
