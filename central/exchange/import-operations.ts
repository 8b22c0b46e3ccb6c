import type { CasePorts } from '#central/cases/case-ports.ts';
import { type ReadOperation, readOperation } from '#central/cases/read-operation.ts';
import { receivePush } from '#central/cases/receive-push.ts';
import type { Durability } from '#central/database/durability.ts';
import { openOperations } from '#shared/exchange/open-operations.ts';
import { crc32c } from '#shared/journal/crc32c.ts';
import { toHex } from '#shared/kernel/hex.ts';
import type { ReplicaId } from '#shared/kernel/identifier.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { Cryptography } from '#shared/keys/cryptography.ts';
import {
  type ImportRefusal,
  type OperationFileHeader,
  type ReceiptContent,
  type SignedReceipt,
  signedText,
} from '#shared/protocol/operation-file.ts';
import { type ReadFile, readOperationFile } from '#shared/protocol/operation-file-bytes.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import type { WireOperation } from '#shared/protocol/push.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';
import type { CentreKeyPairs } from './centre-keys.ts';

/** What importing works with. */
export interface ImportParts {
  readonly cases: CasePorts;
  readonly keys: CentreKeyPairs;
  readonly cryptography: Cryptography;
  readonly findPublicKey: (replica: ReplicaId) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  readonly readDurability: () => Promise<Durability>;
}

/** What was taken of a file. */
export interface Imported {
  readonly header: OperationFileHeader;
  /** Parts that the header promises and that are not in what was sent. */
  readonly missing: readonly number[];
  readonly known: number;
  readonly fresh: number;
  readonly verdicts: readonly OperationVerdict[];
  readonly receipts: readonly SignedReceipt[];
  readonly changedSpaces: readonly SpaceId[];
  /** Kinds of the commands among them. */
  readonly kinds: ReadonlySet<string>;
}

/** Why nothing was taken, and which part it is about. */
export interface NotImported {
  readonly code: ImportRefusal;
  readonly part: number;
}

/**
 * Takes the operations of a file, or of some of its parts, as an ordinary push of the replica that made them (EX4 to
 * EX7). `asOperator`: somebody who works on the centre itself brings it, and what nothing proves is judged like anything
 * else that comes. Either every part is in order and all are taken, one after the other, or nothing is.
 */
export async function importOperations(
  parts: ImportParts,
  bytes: Uint8Array<ArrayBuffer>,
  asOperator: boolean,
  onProgress: (operations: number) => void = () => undefined,
): Promise<Result<Imported, NotImported>> {
  const file = readOperationFile(bytes, crc32c);
  if (!file.ok) return refused({ code: file.problem, part: 0 });
  const { header, missing } = file.value;
  if (file.value.parts.length === 0) return refused({ code: 'no-part', part: 0 });
  const opened = await open(parts, file.value, asOperator);
  if (!opened.ok) return opened;
  const read: { readonly part: number; readonly operations: readonly ReadOperation[] }[] = [];
  for (const { part, operations } of opened.value) {
    const own = await readOwn(operations, header.replica, parts.cases.hash);
    if (own === undefined) return refused({ code: 'content-not-readable', part });
    read.push({ part, operations: own });
  }
  return ok(await takeAll(parts, header, missing, read, onProgress));
}

async function open(
  { cryptography, cases, keys, findPublicKey }: ImportParts,
  file: ReadFile,
  asOperator: boolean,
): Promise<Awaited<ReturnType<typeof openOperations>> | Result<never, NotImported>> {
  const isRecovery = file.header.signedBy === 'recovery';
  if (isRecovery && !asOperator) return refused({ code: 'recovery-here', part: 0 });
  const signer = isRecovery ? undefined : await findPublicKey(file.header.replica);
  // PR40: who made an operation that somebody else brings must be proved.
  if (signer === undefined && !asOperator) return refused({ code: 'signer-unknown', part: 0 });
  const ports: { readonly cryptography: Cryptography; readonly hash: Hash } = {
    cryptography,
    hash: cases.hash,
  };
  return openOperations(ports, file, keys.sealing, signer ?? null);
}

/** The operations when each can be read and is of `replica`. */
async function readOwn(
  wires: readonly WireOperation[],
  replica: ReplicaId,
  hash: Hash,
): Promise<readonly ReadOperation[] | undefined> {
  const operations: ReadOperation[] = [];
  for (const wire of wires) {
    const result = await readOperation(wire, hash);
    if (!result.ok || result.value.header.replica !== replica) return undefined;
    operations.push(result.value);
  }
  return operations;
}

async function takeAll(
  parts: ImportParts,
  header: OperationFileHeader,
  missing: readonly number[],
  read: readonly { readonly part: number; readonly operations: readonly ReadOperation[] }[],
  onProgress: (operations: number) => void,
): Promise<Imported> {
  const { cases } = parts;
  const { store } = cases;
  const epoch = await store.snapshot((snapshot) => snapshot.readEpoch());
  const verdicts: OperationVerdict[] = [];
  const receipts: SignedReceipt[] = [];
  const changedSpaces = new Set<SpaceId>();
  let known = 0;
  for (const { part, operations } of read) {
    const ids = operations.map((operation) => operation.header.opId);
    known += (await store.transaction((tx) => tx.findOperations(ids))).size;
    const push = await receivePush(cases, header.replica, operations);
    verdicts.push(...push.verdicts);
    for (const space of push.changedSpaces) changedSpaces.add(space);
    receipts.push(
      await sign(parts, {
        format: 'klatiene-receipt-1',
        fileId: header.fileId,
        part,
        replica: header.replica,
        epoch,
        givenAt: cases.clock.now(),
        verdicts: [...push.verdicts],
        received: push.received,
        durability: await parts.readDurability(),
      }),
    );
    onProgress(verdicts.length);
  }
  const kinds = new Set(read.flatMap(({ operations }) => operations.map((one) => one.header.kind)));
  return {
    ...{ header, missing, verdicts, receipts, kinds, known },
    fresh: verdicts.length - known,
    changedSpaces: [...changedSpaces],
  };
}

async function sign({ cryptography, keys }: ImportParts, receipt: ReceiptContent): Promise<SignedReceipt> {
  const content = JSON.stringify(receipt);
  const text = encodeUtf8(signedText('receipt', content));
  return { content, signature: toHex(await cryptography.sign(keys.signing.privateKey, text)) };
}
