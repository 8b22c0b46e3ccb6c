import type { FilePort } from '#shared/journal/journal-ports.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What a file is about to be overwritten with: its name and where the zeros begin, a zero byte, and the bytes. */
const REWRITE_LOG = 'rewrite.klk';

/**
 * Overwrites the bytes of a file in their own place with others of at least the same length, so that the old ones are
 * gone from the disk and a crash at any moment costs neither. `next` ends in zeros from `end` on.
 *
 *     the new bytes are kept beside it → zeros behind `end` → the new bytes in place → what was kept is removed
 *
 * `tooFull`: nothing was begun, because there was no room to keep the new bytes.
 */
export async function rewriteFile(
  files: FilePort,
  name: string,
  next: Bytes,
  end: number,
): Promise<'rewritten' | 'too-full'> {
  const head = encodeUtf8(`${name} ${end}\0`);
  const log = new Uint8Array(head.length + next.length);
  log.set(head);
  log.set(next, head.length);
  try {
    await files.replace(REWRITE_LOG, log);
  } catch (failure) {
    // It may be there all the same; then it is finished, or nothing may go on.
    if ((await files.find(REWRITE_LOG)) === undefined) return 'too-full';
    throw failure;
  }
  // Behind first: when the new bytes stand in their place, nothing of the old ones is left anywhere.
  await writeThrough(files, name, end, next.slice(end));
  await writeThrough(files, name, 0, next.slice(0, end));
  await files.remove(REWRITE_LOG);
  return 'rewritten';
}

/**
 * Finishes what a crash cut off. Must be done before anything else is read: a file in the middle of it is in pieces.
 * Once the new bytes stand in their place the file may have grown behind them, and is left as it is.
 */
export async function finishRewriting(files: FilePort): Promise<void> {
  const log = await files.find(REWRITE_LOG);
  if (log === undefined) return;
  const separator = log.indexOf(0);
  const [name, length] = decodeUtf8(log.slice(0, Math.max(0, separator))).split(' ');
  if (name !== undefined && length !== undefined) {
    const next = log.slice(separator + 1);
    const end = Number(length);
    const present = await files.read(name, 0, end);
    const isInPlace = present.length === end && present.every((byte, index) => byte === next[index]);
    // What is read may be in the system's memory only (JR19), so it is written once more either way.
    if (!isInPlace) await writeThrough(files, name, end, next.slice(end));
    await writeThrough(files, name, 0, next.slice(0, end));
  }
  await files.remove(REWRITE_LOG);
}

async function writeThrough(files: FilePort, name: string, offset: number, bytes: Bytes): Promise<void> {
  if (bytes.length === 0) return;
  await files.write(name, offset, bytes);
  await files.flush(name);
}
