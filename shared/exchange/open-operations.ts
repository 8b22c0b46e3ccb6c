import { z } from 'zod';
import { findBytesOfHex } from '#shared/kernel/hex.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { Cryptography, KeyPair } from '#shared/keys/cryptography.ts';
import { signedText } from '#shared/protocol/operation-file.ts';
import { partText, type ReadFile } from '#shared/protocol/operation-file-bytes.ts';
import { PUSH_LIMITS, WireOperation } from '#shared/protocol/push.ts';
import { centreKeyNameOf, findFileKey, partNonce } from './file-key.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const Operations = z.array(WireOperation).min(1).max(PUSH_LIMITS.operations);

/** Why the parts of a file are not taken, and which one it is about. */
export interface PartProblem {
  readonly code: 'other-centre' | 'signature-wrong' | 'not-opened' | 'content-not-readable';
  readonly part: number;
}

/**
 * The operations in the parts of a file, at the centre. `signer` is the public key of the device that the file says it is
 * of; `null` where the file is taken without a signature, which is for the operator of the centre alone (EX6).
 */
export async function openOperations(
  ports: { readonly cryptography: Cryptography; readonly hash: Hash },
  { header, headerText, parts }: ReadFile,
  centre: KeyPair,
  signer: Bytes | null,
): Promise<
  Result<readonly { readonly part: number; readonly operations: readonly WireOperation[] }[], PartProblem>
> {
  const { cryptography, hash } = ports;
  const once = findBytesOfHex(header.publicKey);
  const isForUs = header.recipient === (await centreKeyNameOf(centre.publicKey, hash));
  const key = isForUs && once ? await findFileKey(cryptography, centre, once) : undefined;
  if (key === undefined) return refused({ code: 'other-centre', part: 0 });
  const about = encodeUtf8(headerText);
  const headerHash = await hash.sha256(about);
  const opened: { readonly part: number; readonly operations: readonly WireOperation[] }[] = [];
  for (const { index, signature, sealed } of parts) {
    const text = partText(header.fileId, index, headerHash, await hash.sha256(sealed));
    const bytes = encodeUtf8(signedText('export', text));
    if (signer !== null && !(await cryptography.isSignedBy(signer, signature, bytes))) {
      return refused({ code: 'signature-wrong', part: index });
    }
    const plain = await key.open(sealed, partNonce(index), about).catch(() => undefined);
    if (plain === undefined) return refused({ code: 'not-opened', part: index });
    const operations = findOperations(plain);
    if (operations === undefined) return refused({ code: 'content-not-readable', part: index });
    opened.push({ part: index, operations });
  }
  return ok(opened);
}

function findOperations(plain: Bytes): readonly WireOperation[] | undefined {
  try {
    return Operations.safeParse(JSON.parse(decodeUtf8(plain))).data;
  } catch {
    return undefined;
  }
}
