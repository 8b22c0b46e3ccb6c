import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planOffices, sealedOperations } from '#central/demo/demo-cases.ts';
import { realClock } from '#central/settings/real-ports.ts';
import { NodeFiles } from '#electron/journal/node-files.ts';
import { nodeHash } from '#electron/journal/node-hash.ts';
import { Device } from '#renderer/counter/side-files.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import { Journal } from '#shared/journal/journal.ts';
import { plainCipher } from '#shared/journal/plain-cipher.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import { OperationId } from '#shared/kernel/identifier.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { ReferenceVersions } from '#shared/protocol/pull.ts';
import { OfficesFile } from '#shared/service-level/offices-file.ts';
import { WorkingCalendar } from '#shared/service-level/working-calendar.ts';

type Members = { readonly [key: string]: Json };

/** A header without what only the writer of a journal sets. */
export function authoredPartOf(header: string): Members {
  const {
    opId: _id,
    replica: _r,
    n: _n,
    prev: _p,
    reference: _f,
    ...authored
  } = JSON.parse(header) as Members;
  return authored;
}

/** Registers made-up cases in the journal in `folder`, by the journal's own writer and in the name of its device. */
export async function appendOwnOperations(folder: string, count: number, seed: string): Promise<void> {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const device = Device.parse(read('device.json'));
  const versions = ReferenceVersions.parse(read('reference.json'));
  const { offices } = OfficesFile.parse(read(`offices-${versions.offices}.json`));
  const plan = {
    cases: count,
    seed,
    untilOn: localDateOf(realClock.now()),
    offices: offices.filter(({ id }) => id === device.office),
    versions,
    catalogue: Catalogue.parse(read(`catalogue-${versions.catalogue}.json`)),
    calendar: WorkingCalendar.parse(read(`calendar-${versions.calendar}.json`)),
  };
  const files = new NodeFiles(folder);
  const journal = new Journal({ files, cipher: plainCipher, hash: nodeHash });
  for (const office of planOffices(plan)) {
    for await (const made of sealedOperations(plan, office, { station: device.station, hash: nodeHash })) {
      const { opId } = JSON.parse(made.header) as { opId: string };
      const answer = await journal.appendOperation({
        opId: OperationId.parse(opId),
        header: { ...authoredPartOf(made.header), counter: device.counter },
        salt: made.salt,
        payload: made.payload,
        takesReference: true,
      });
      if (answer.outcome !== 'saved') throw new Error(answer.outcome);
    }
  }
  await files.close();
}

/** The journal's segments in a folder. */
export function segmentsIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith('journal-'));
}
