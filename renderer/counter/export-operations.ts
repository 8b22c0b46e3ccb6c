import type { z } from 'zod';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { sealOperations } from '#shared/exchange/seal-operations.ts';
import { crc32c } from '#shared/journal/crc32c.ts';
import { OperationEntry } from '#shared/journal/journal-entry.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { findBytesOfHex } from '#shared/kernel/hex.ts';
import { Identifier, type OperationId } from '#shared/kernel/identifier.ts';
import { Defect, invariant } from '#shared/kernel/invariant.ts';
import type { Clock, Hash, Random } from '#shared/kernel/ports.ts';
import type { Cryptography } from '#shared/keys/cryptography.ts';
import type { KeyCalls } from '#shared/keys/key-calls.ts';
import { readOperationFile } from '#shared/protocol/operation-file-bytes.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import { OperationVerdict } from '#shared/protocol/verdict.ts';
import { findCentreKeys } from './exchange-keys.ts';
import type { ExportOutcome } from './outbox-api.ts';
import type { Device } from './side-files.ts';

const BATCH = 500;

const ExportedHeader = OperationHeader.pick({ opId: true, n: true });
const AnsweredId = OperationVerdict.pick({ opId: true });

/** What exporting works with. */
export interface ExportParts {
  readonly journal: JournalPort;
  readonly keys: Pick<KeyCalls, 'signText'>;
  readonly device: Device;
  readonly store: Pick<CounterStore, 'readCursors'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly hash: Hash;
  readonly cryptography: Cryptography;
  readonly program: string;
  readonly onDefect: (failure: unknown) => void;
}

/**
 * Makes an operation file of the journal (EX8, EX9): of everything without a verdict, or of `everything` that it holds.
 * Nothing anywhere is changed by it. Never rejects.
 */
export async function exportOperations(
  parts: ExportParts,
  everything: boolean,
  onProgress: (done: number, all: number) => void,
): Promise<ExportOutcome> {
  const { journal, keys, device, clock, random, program } = parts;
  try {
    const operations = await readOperations(journal, everything);
    if (operations.length === 0) return { outcome: 'nothing' };
    const centre = findBytesOfHex((await findCentreKeys(journal))?.sealing ?? '');
    if (centre === undefined || centre.length === 0) return { outcome: 'failed', cause: 'no-centre-keys' };
    const bytes = await sealOperations(
      { ...parts, sign: (text) => keys.signText({ purpose: 'export', text }) },
      {
        fileId: Identifier.parse(random.uuid()),
        madeAt: clock.now(),
        program: program.slice(0, 40),
        replica: device.replica,
        officeCode: device.officeCode,
        station: device.station,
        epoch: await parts.store.readCursors().then(
          ({ epoch }) => epoch,
          () => null,
        ),
      },
      operations,
      centre,
      (done) => onProgress(done, operations.length),
    );
    // Read back before anybody relies on it.
    const again = readOperationFile(bytes, crc32c);
    invariant(again.ok && again.value.missing.length === 0, 'the file that was made cannot be read');
    const stamp = clock.now().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-');
    const name = `klatiene-${device.officeCode}-${device.station}-${stamp}.klatiene`;
    return { outcome: 'made', name, bytes, count: operations.length };
  } catch (failure) {
    parts.onDefect(failure);
    return { outcome: 'failed', cause: 'journal' };
  }
}

async function readOperations(
  journal: Pick<JournalPort, 'read'>,
  everything: boolean,
): Promise<readonly { readonly n: number; readonly entry: OperationEntry }[]> {
  const found = new Map<OperationId, { readonly n: number; readonly entry: OperationEntry }>();
  for (let sequence = 0; ; ) {
    const records = await journal.read(sequence, BATCH);
    for (const { type, text } of records) {
      if (type === 'operation') {
        const entry = findAs(OperationEntry, text);
        const header = entry && findAs(ExportedHeader, entry.header);
        // What cannot be read here could not be sent either, and must not be left out in silence.
        if (entry === undefined || header === undefined) throw new Defect('an operation cannot be read');
        found.set(header.opId, { n: header.n, entry });
      } else if (type === 'verdict' && !everything) {
        const verdict = findAs(AnsweredId, text);
        if (verdict !== undefined) found.delete(verdict.opId);
      }
    }
    const last = records.at(-1);
    if (last === undefined) break;
    sequence = last.sequence;
  }
  return [...found.values()].sort((a, b) => a.n - b.n);
}

function findAs<Value>(schema: z.ZodType<Value>, text: string): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
