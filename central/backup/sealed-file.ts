import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import type { Random } from '#shared/kernel/ports.ts';
import { BackupFault } from './backup-fault.ts';
import { type BackupKey, fileKeyOf } from './backup-key.ts';

/**
 * The outer form of a backup (`docs/backup.md`):
 *
 *     KLATIENE BACKUP\n
 *     {"cipher":…,"container":1,"key":…,"salt":…}\n
 *     part, part, …, last part
 *     part = length of its text (4 bytes) | its text, encrypted | tag (16 bytes)
 *
 * A part is encrypted with AES-256-GCM. Its nonce is its number and whether it is the last, and what it is bound to is
 * the hash of the lines above: parts cannot be left out, put elsewhere or brought from another file.
 */
const MAGIC = 'KLATIENE BACKUP\n';
const CONTAINER = 1;
const PART_BYTES = 1024 * 1024;
const TAG_BYTES = 16;
const LENGTH_BYTES = 4;
const HEADER_BYTES = 4096;
const CIPHER = 'aes-256-gcm';

const SealedHeader = z.object({
  cipher: z.literal(CIPHER),
  container: z.literal(CONTAINER),
  key: z.string().regex(/^[0-9a-f]{16}$/),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
});
const AnyHeader = z.looseObject({ container: z.int() });

/** Encrypts `source` into the bytes of a file. */
export async function* seal(
  source: AsyncIterable<Buffer>,
  key: BackupKey,
  random: Random,
): AsyncGenerator<Buffer, void> {
  const salt = random.bytes(32);
  const header: z.infer<typeof SealedHeader> = {
    cipher: CIPHER,
    container: CONTAINER,
    key: key.name,
    salt: Buffer.from(salt).toString('hex'),
  };
  const head = Buffer.from(`${MAGIC}${canonicalJson(header)}\n`);
  const fileKey = fileKeyOf(key, salt);
  yield head;
  let number = 0;
  let gathered: Buffer[] = [];
  let bytes = 0;
  const part = (text: Buffer, isLast: boolean): Buffer => {
    const cipher = createCipheriv(CIPHER, fileKey, nonceOf(number, isLast));
    cipher.setAAD(bindingOf(head));
    number += 1;
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(text.length);
    return Buffer.concat([length, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  };
  for await (const chunk of source) {
    gathered.push(chunk);
    bytes += chunk.length;
    if (bytes < PART_BYTES) continue;
    const all = Buffer.concat(gathered);
    let start = 0;
    // What is left over stays for the last part, which is told apart by its nonce.
    for (; all.length - start > PART_BYTES; start += PART_BYTES) {
      yield part(all.subarray(start, start + PART_BYTES), false);
    }
    gathered = [all.subarray(start)];
    bytes = all.length - start;
  }
  yield part(Buffer.concat(gathered), true);
}

/**
 * Decrypts a file from its beginning. Throws a `BackupFault` that names the file and the byte when it is none of ours,
 * of a newer form, encrypted with another key, changed, or not whole (BK7).
 */
export async function* unseal(
  handle: FileHandle,
  file: string,
  key: BackupKey,
): AsyncGenerator<Buffer, void> {
  const { head, header } = await readHead(handle, file);
  if (header.key !== key.name) {
    throw new BackupFault(
      'other-key',
      `${file} was encrypted with the key ${header.key}, and the key given is ${key.name}.`,
    );
  }
  const fileKey = fileKeyOf(key, Buffer.from(header.salt, 'hex'));
  const { size } = await handle.stat();
  let place = head.length;
  for (let number = 0; ; number += 1) {
    const length = (await readAt(handle, place, LENGTH_BYTES))?.readUInt32BE();
    if (length === undefined) throw cutOff(file, size);
    if (length > PART_BYTES) throw damaged(file, place);
    const sealed = await readAt(handle, place + LENGTH_BYTES, length + TAG_BYTES);
    if (sealed === undefined) throw cutOff(file, size);
    const next = place + LENGTH_BYTES + sealed.length;
    const isLast = next === size;
    const text = findText(sealed, fileKey, nonceOf(number, isLast), head);
    if (text === undefined) {
      // A whole part that is not the last one, with nothing behind it.
      const isInner = isLast && findText(sealed, fileKey, nonceOf(number, false), head) !== undefined;
      throw isInner ? cutOff(file, size) : damaged(file, place);
    }
    yield text;
    if (isLast) return;
    place = next;
  }
}

async function readHead(handle: FileHandle, file: string) {
  const notOne = new BackupFault('not-a-backup', `${file} is not a backup of Klātiene (byte 0).`);
  const start = await readUpTo(handle, HEADER_BYTES);
  if (!start.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC))) throw notOne;
  const end = start.indexOf('\n', MAGIC.length);
  if (end === -1) throw cutOff(file, start.length);
  const json = findJson(start.subarray(MAGIC.length, end).toString('utf8'));
  const container = AnyHeader.safeParse(json).data?.container;
  if (container !== undefined && container > CONTAINER) {
    throw new BackupFault(
      'too-new',
      `${file} was written by a newer program: its form is ${container}, and this program reads ${CONTAINER}.`,
    );
  }
  const header = SealedHeader.safeParse(json);
  if (!header.success) throw damaged(file, MAGIC.length);
  return { head: start.subarray(0, end + 1), header: header.data };
}

function findText(sealed: Buffer, fileKey: Buffer, nonce: Buffer, head: Buffer): Buffer | undefined {
  const decipher = createDecipheriv(CIPHER, fileKey, nonce);
  decipher.setAAD(bindingOf(head));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 3);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

function bindingOf(head: Buffer): Buffer {
  return createHash('sha256').update(head).digest();
}

async function readUpTo(handle: FileHandle, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, 0);
  return buffer.subarray(0, bytesRead);
}

/** Exactly so many bytes, or `undefined` when the file ends before. */
async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer | undefined> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return bytesRead === length ? buffer : undefined;
}

function cutOff(file: string, size: number): BackupFault {
  return new BackupFault('cut-off', `${file} is not whole: it ends at byte ${size}, in the middle.`);
}

function damaged(file: string, place: number): BackupFault {
  return new BackupFault(
    'damaged',
    `${file} was changed or damaged: the part at byte ${place} cannot be read.`,
  );
}

function findJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
