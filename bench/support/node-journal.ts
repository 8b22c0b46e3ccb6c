import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeFiles } from '#electron/journal/node-files.ts';
import { nodeHash } from '#electron/journal/node-hash.ts';
import { Journal } from '#shared/journal/journal.ts';
import { plainCipher } from '#shared/journal/plain-cipher.ts';
import { SEGMENT_PLAN } from '#shared/journal/segment-name.ts';
import { OperationId } from '#shared/kernel/identifier.ts';
import { sampleIdentity } from '#test/support/sample-operations.ts';
import type { BenchRun } from './bench-run.ts';
import { authoredPartOf } from './own-operations.ts';
import type { LastSaved } from './read-last-saved.ts';

/** Milliseconds of each write, in turn. */
interface NodeTimes {
  readonly append: readonly number[];
  readonly raw: readonly number[];
}

/**
 * Appends an operation to the desktop program's journal and writes as many bytes to a file beside it, in turn. Both files
 * have their length beforehand, and both writes are flushed by `fdatasync`.
 */
export async function measureNodeJournal(
  run: BenchRun,
  { entry, recordBytes }: LastSaved,
  rounds: number,
): Promise<NodeTimes> {
  const folder = join(run.folder, 'journal');
  mkdirSync(folder);
  const journal = new Journal({ files: new NodeFiles(folder), cipher: plainCipher, hash: nodeHash });
  await journal.enrol(sampleIdentity);
  const file = await open(join(run.folder, 'raw'), 'w');
  const times = { append: [] as number[], raw: [] as number[] };
  try {
    await file.write(new Uint8Array(SEGMENT_PLAN.segmentBytes), 0);
    await file.sync();
    const header = authoredPartOf(entry.header);
    for (let round = 0; round < rounds; round += 1) {
      const operation = {
        opId: OperationId.parse(randomUUID()),
        header,
        salt: entry.salt,
        payload: entry.payload,
        takesReference: true,
      };
      const begun = performance.now();
      const answer = await journal.appendOperation(operation);
      times.append.push(performance.now() - begun);
      if (answer.outcome !== 'saved') throw new Error(answer.outcome);
      const bytes = randomBytes(recordBytes);
      const rawBegun = performance.now();
      await file.write(
        bytes,
        0,
        bytes.length,
        (round * recordBytes) % (SEGMENT_PLAN.segmentBytes - recordBytes),
      );
      await file.datasync();
      times.raw.push(performance.now() - rawBegun);
    }
  } finally {
    await file.close();
  }
  return times;
}
