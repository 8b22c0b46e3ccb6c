import { crc32c } from '#shared/journal/crc32c.ts';
import type { OperationEntry } from '#shared/journal/journal-entry.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import { findBytesOfHex, toHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { Cryptography } from '#shared/keys/cryptography.ts';
import { FILE_PART, OperationFileHeader } from '#shared/protocol/operation-file.ts';
import { type FilePart, partText, writeOperationFile } from '#shared/protocol/operation-file-bytes.ts';
import { centreKeyNameOf, makeFileKey, partNonce } from './file-key.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What making a file needs. */
export interface SealingPorts {
  readonly cryptography: Cryptography;
  readonly hash: Hash;
  /** The device's signature over a text for the purpose `export`, 64 bytes as hexadecimal; undefined for a recovery. */
  readonly sign: ((text: string) => Promise<string>) | undefined;
}

/** What of the header the maker knows. */
export type FileFacts = Pick<
  OperationFileHeader,
  'fileId' | 'madeAt' | 'program' | 'replica' | 'officeCode' | 'station' | 'epoch'
>;

/**
 * Makes the file of these operations, in the order of their numbers, sealed for the centre whose public key is given and
 * signed by the device (EX1, EX2). `onProgress` is told how many operations are in it so far.
 */
export async function sealOperations(
  ports: SealingPorts,
  facts: FileFacts,
  operations: readonly { readonly n: number; readonly entry: OperationEntry }[],
  centrePublicKey: Bytes,
  onProgress: (done: number) => void = () => undefined,
): Promise<Bytes> {
  const { cryptography, hash, sign } = ports;
  const [first, last] = [operations[0], operations.at(-1)];
  invariant(first !== undefined && last !== undefined, 'a file holds at least one operation');
  const stretches = stretchesOf(operations.map(({ entry }) => entry));
  const { publicKey, key } = await makeFileKey(cryptography, centrePublicKey);
  const header: OperationFileHeader = OperationFileHeader.parse({
    ...facts,
    format: 'klatiene-operations-1',
    fromN: first.n,
    toN: last.n,
    count: operations.length,
    parts: stretches.length,
    chainHead: last.entry.digest,
    recipient: await centreKeyNameOf(centrePublicKey, hash),
    publicKey: toHex(publicKey),
    signedBy: sign === undefined ? 'recovery' : 'device',
  });
  const headerText = canonicalJson(header);
  const about = encodeUtf8(headerText);
  const headerHash = await hash.sha256(about);
  const parts: FilePart[] = [];
  let done = 0;
  for (const [index, stretch] of stretches.entries()) {
    const sealed = await key.seal(encodeUtf8(JSON.stringify(stretch)), partNonce(index), about);
    const text = partText(header.fileId, index, headerHash, await hash.sha256(sealed));
    const signature = sign === undefined ? new Uint8Array(64) : findBytesOfHex(await sign(text));
    invariant(signature?.length === 64, 'a signature has 64 bytes');
    parts.push({ index, signature, sealed });
    done += stretch.length;
    onProgress(done);
  }
  return writeOperationFile(headerText, parts, crc32c);
}

function stretchesOf(entries: readonly OperationEntry[]): readonly (readonly OperationEntry[])[] {
  const stretches: OperationEntry[][] = [];
  let characters = 0;
  for (const { header, salt, payload, digest } of entries) {
    const length = header.length + payload.length;
    const present = stretches.at(-1);
    const fits = characters + length <= FILE_PART.characters;
    if (present !== undefined && fits && present.length < FILE_PART.operations) {
      present.push({ header, salt, payload, digest });
      characters += length;
    } else {
      stretches.push([{ header, salt, payload, digest }]);
      characters = length;
    }
  }
  return stretches;
}
