// A process of its own that keeps appending to a journal until it is killed:
//   node journal-writer.ts FOLDER FIRST
// Each line on standard output is one answer: the index of the operation and the outcome, with what the writer assigned.
import { writeSync } from 'node:fs';
import { JournalHost } from '#electron/journal/journal-host.ts';
import { callsOver } from '#shared/bridge/port-calls.ts';
import { JOURNAL_CALLS, journalOver } from '#shared/journal/journal-calls.ts';
import type { WriterAnswer } from './journal-writer-answer.ts';
import { portPair } from './port-pair.ts';
import { openShell } from './sample-keys.ts';
import { sampleId, sampleIdentity, sampleOperation } from './sample-operations.ts';

const [folder = '', first = '1'] = process.argv.slice(2);

function say(answer: WriterAnswer): void {
  // One call of the system, so that an answer that was given is not held back in this process.
  writeSync(1, `${JSON.stringify(answer)}\n`);
}

const host = new JournalHost(folder, openShell);
const { outcome } = await host.open();
if (outcome !== 'opened') {
  say({ index: 0, outcome });
  process.exit(1);
}
const [near, far] = portPair();
await host.serve(far);
const journal = journalOver(callsOver(near, JOURNAL_CALLS));
await journal.enrol(sampleIdentity);
say({ index: 0, outcome: 'enrolled' });
for (let index = Number(first); ; index += 1) {
  await journal.appendNotes([{ type: 'draft', about: sampleId(index), text: `typed ${index}` }]);
  const text = 'ā'.repeat((index * 7919) % 60_000);
  const answer = await journal.appendOperation(
    sampleOperation(index, { payload: JSON.stringify({ kind: 'register-request', place: index, text }) }),
  );
  say({
    index,
    outcome: answer.outcome,
    ...('entry' in answer ? { digest: answer.entry.digest, sequence: answer.sequence } : {}),
  });
  if (answer.outcome === 'refused') process.exit(0);
}
