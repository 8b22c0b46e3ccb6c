import { ExchangeFailure, jsonOf } from '#renderer/sync/exchange-failure.ts';
import type { Http } from '#renderer/sync/http.ts';
import { crc32c } from '#shared/journal/crc32c.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { findBytesOfHex } from '#shared/kernel/hex.ts';
import type { ReplicaId } from '#shared/kernel/identifier.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { Cryptography } from '#shared/keys/cryptography.ts';
import {
  ImportAnswer,
  ReceiptContent,
  ReceiptsFile,
  type SignedReceipt,
  signedText,
} from '#shared/protocol/operation-file.ts';
import {
  type ReadFile,
  readOperationFile,
  writeOperationFile,
} from '#shared/protocol/operation-file-bytes.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';
import { findCentreKeys } from './exchange-keys.ts';
import type { JournalOutbox } from './journal-outbox.ts';
import type { ImportOutcome } from './outbox-api.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What taking a file in works with. */
export interface ImportParts {
  readonly http: Http;
  /** Of the person at the desk; null where the centre has given none. */
  readonly token: string | null;
  readonly journal: JournalPort;
  readonly outbox: JournalOutbox;
  readonly replica: ReplicaId;
  readonly cryptography: Cryptography;
  /** Brings the store up to the journal. Never rejects. */
  readonly bringUp: () => Promise<unknown>;
  readonly onDefect: (failure: unknown) => void;
}

/** Takes in what somebody brought: operations of any counter, for the centre, or receipts for this one. Never rejects. */
export async function importFile(
  parts: ImportParts,
  bytes: Bytes,
  onProgress: (done: number, all: number) => void,
): Promise<ImportOutcome> {
  try {
    const receipts = findReceipts(bytes);
    if (receipts !== undefined) return await takeReceipts(parts, receipts);
    const file = readOperationFile(bytes, crc32c);
    if (!file.ok) return { outcome: 'refused', code: file.problem, part: 0 };
    return await sendParts(parts, file.value, onProgress);
  } catch (failure) {
    parts.onDefect(failure);
    return { outcome: 'failed', cause: 'counter-defect', known: 0, fresh: 0 };
  }
}

async function sendParts(
  { http, token }: ImportParts,
  file: ReadFile,
  onProgress: (done: number, all: number) => void,
): Promise<ImportOutcome> {
  const { header, headerText, parts, missing, isCutOff, damagedAt } = file;
  if (parts.length === 0) return { outcome: 'refused', code: 'no-part', part: 0 };
  if (token === null) return { outcome: 'failed', cause: 'needs-centre', known: 0, fresh: 0 };
  let [known, fresh] = [0, 0];
  const receipts: SignedReceipt[] = [];
  for (const [place, part] of parts.entries()) {
    const bytes = writeOperationFile(headerText, [part], crc32c);
    let answer: ImportAnswer;
    try {
      const sent = await http
        .send({ method: 'POST', path: '/api/sync/import', token, bytes })
        .catch(() => Promise.reject(new ExchangeFailure('unreachable')));
      answer = ImportAnswer.parse(jsonOf(sent));
    } catch (failure) {
      // Bringing the same file again goes on where this ended: what is there already only gets its verdict again.
      const cause = failure instanceof ExchangeFailure ? failure.failure : 'not-the-centre';
      return { outcome: 'failed', cause, known, fresh };
    }
    if (answer.outcome === 'refused') {
      return { outcome: 'refused', code: answer.code, part: part.index };
    }
    known += answer.known;
    fresh += answer.fresh;
    receipts.push(...answer.receipts);
    onProgress(place + 1, parts.length);
  }
  const content: ReceiptsFile = { format: 'klatiene-receipts-1', replica: header.replica, receipts };
  return {
    outcome: 'sent',
    ...{ known, fresh },
    counter: `${header.officeCode}-${header.station}`,
    missingParts: missing.map((part) => part + 1),
    allParts: header.parts,
    isCutOff,
    damagedAt,
    receipts: {
      name: `klatiene-${header.officeCode}-${header.station}-receipts.json`,
      bytes: encodeUtf8(`${JSON.stringify(content)}\n`),
    },
  };
}

function findReceipts(bytes: Bytes): ReceiptsFile | undefined {
  if (bytes[0] !== 0x7b) return undefined;
  try {
    return ReceiptsFile.safeParse(JSON.parse(decodeUtf8(bytes))).data;
  } catch {
    return undefined;
  }
}

/** EX10: all of them, or, when one is not in order, none. */
async function takeReceipts(parts: ImportParts, file: ReceiptsFile): Promise<ImportOutcome> {
  const { journal, outbox, cryptography } = parts;
  if (file.replica !== parts.replica) return { outcome: 'refused', code: 'other-counter', part: 0 };
  const signer = findBytesOfHex((await findCentreKeys(journal))?.signing ?? '');
  if (signer === undefined || signer.length === 0) {
    return { outcome: 'failed', cause: 'no-centre-keys', known: 0, fresh: 0 };
  }
  const verdicts: OperationVerdict[] = [];
  for (const [part, { content, signature }] of file.receipts.entries()) {
    const text = encodeUtf8(signedText('receipt', content));
    const isSigned = await cryptography.isSignedBy(
      signer,
      findBytesOfHex(signature) ?? new Uint8Array(),
      text,
    );
    const receipt = isSigned ? findReceipt(content) : undefined;
    if (receipt?.replica !== parts.replica) return { outcome: 'refused', code: 'signature-wrong', part };
    verdicts.push(...receipt.verdicts);
  }
  const fresh: OperationVerdict[] = [];
  for (const verdict of verdicts) if (await outbox.isNews(verdict)) fresh.push(verdict);
  if (fresh.length > 0) {
    await journal.appendNotes(
      fresh.map((verdict) => ({ type: 'verdict', about: verdict.opId, text: JSON.stringify(verdict) })),
    );
  }
  await parts.bringUp();
  return { outcome: 'confirmed', fresh: fresh.length, known: verdicts.length - fresh.length };
}

function findReceipt(content: string): ReceiptContent | undefined {
  try {
    return ReceiptContent.safeParse(JSON.parse(content)).data;
  } catch {
    return undefined;
  }
}
