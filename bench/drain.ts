import { join } from 'node:path';
import { Client } from 'pg';
import { LoopbackProxy } from '#test/support/loopback-proxy.ts';
import { BenchCentre } from './support/bench-centre.ts';
import type { BenchRun } from './support/bench-run.ts';
import { registerInJournal } from './support/browser-journal.ts';
import { printFigures } from './support/figure-table.ts';
import { summaryOf } from './support/figures.ts';
import { printMachine } from './support/machine.ts';
import { PreparedCounter } from './support/prepared-counter.ts';
import { waitForCount } from './support/queue-page.ts';
import { insertBatched, insertSingly, readOperations } from './support/raw-inserts.ts';

const OPERATIONS = 1000;

/**
 * How fast 1,000 operations that a counter holds unsent reach a durable centre, from "send now" to "all sent", beside
 * inserting the same texts into the same database: each in a transaction of its own, and 200 at a time.
 */
export async function measureDrain(run: BenchRun, rounds: number): Promise<void> {
  const centre = await BenchCentre.start(run, 'centre');
  const database = await run.use(
    async () => {
      const client = new Client({ connectionString: centre.connectionString });
      // The server may end first; a query that needed it says so itself.
      client.on('error', () => undefined);
      await client.connect();
      return client;
    },
    (client) => client.end(),
  );
  const figures = { drained: [] as number[], single: [] as number[], batched: [] as number[] };
  for (let round = 1; round <= rounds; round += 1) {
    const folder = join(run.folder, `journal-${round}`);
    const milliseconds = await drain(run, centre, folder, round);
    const operations = await readOperations(folder);
    figures.drained.push(perSecond(milliseconds));
    figures.single.push(perSecond(await insertSingly(database, operations)));
    figures.batched.push(perSecond(await insertBatched(database, operations)));
  }
  const drained = summaryOf(figures.drained);
  const [single, batched] = [summaryOf(figures.single), summaryOf(figures.batched)];
  printFigures(`Sending ${OPERATIONS} unsent operations`, [
    {
      what: 'counter to centre, decided, with verdicts kept',
      summary: drained,
      unit: 'op/s',
      beside: [
        { name: 'one by one', summary: single },
        { name: '200 at a time', summary: batched },
      ],
    },
    { what: 'raw: insert and commit, one by one', summary: single, unit: 'op/s' },
    { what: 'raw: insert and commit, 200 at a time', summary: batched, unit: 'op/s' },
  ]);
}

function perSecond(milliseconds: number): number {
  return (OPERATIONS * 1000) / milliseconds;
}

/** Each round has a counter of its own, because a journal has one life. */
async function drain(run: BenchRun, centre: BenchCentre, folder: string, round: number): Promise<number> {
  const line = await run.use(
    () => LoopbackProxy.start(centre.port),
    (started) => started.stop(),
  );
  const counter = await PreparedCounter.prepare(run, line.origin, async (page) => {
    // What the counters before it registered belongs to the same office.
    await waitForCount(page, (round - 1) * OPERATIONS);
    const seed = `drain ${round}`;
    await registerInJournal(page, { origin: line.origin, folder, count: OPERATIONS, seed });
  });
  if (round === 1) printMachine(counter.chromiumVersion);
  line.cut();
  const page = await counter.open();
  await counter.openQueue(page);
  await waitForCount(page, round * OPERATIONS);
  await page.getByText('Nav tīkla, strādājam tālāk').waitFor();
  line.restore();
  const sent = page.evaluate(() =>
    window.probe.sinceInput(
      () => document.querySelector('[data-testid="unsent"]')?.textContent === 'Viss nosūtīts',
    ),
  );
  await page.getByRole('button', { name: 'Nav tīkla, strādājam tālāk' }).click();
  const milliseconds = await sent;
  await counter.close();
  return milliseconds;
}
