import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { LoopbackProxy } from '#test/support/loopback-proxy.ts';
import { BenchCentre } from './support/bench-centre.ts';
import type { BenchRun } from './support/bench-run.ts';
import { registerInJournal } from './support/browser-journal.ts';
import { printFigures } from './support/figure-table.ts';
import { summaryOf } from './support/figures.ts';
import { printMachine } from './support/machine.ts';
import { PreparedCounter } from './support/prepared-counter.ts';
import { waitForCount } from './support/queue-page.ts';

const OPERATIONS = 10_000;

/**
 * How long a counter without a network takes to build its store from a journal of 10,000 operations of its own, beside
 * the same start with the store in place.
 */
export async function measureRebuild(run: BenchRun, rounds: number): Promise<void> {
  const centre = await BenchCentre.start(run, 'centre');
  const line = await run.use(
    () => LoopbackProxy.start(centre.port),
    (started) => started.stop(),
  );
  const folder = join(run.folder, 'journal');
  const journalOnly = await PreparedCounter.prepare(run, line.origin, (page) =>
    registerInJournal(page, { origin: line.origin, folder, count: OPERATIONS, seed: 'rebuild' }),
  );
  line.cut();
  printMachine(journalOnly.chromiumVersion);
  const figures = { shown: [] as number[], whole: [] as number[], kept: [] as number[] };
  for (let round = 1; round <= rounds; round += 1) {
    const page = await journalOnly.open();
    await journalOnly.openQueue(page);
    figures.shown.push(await paintedCount(page, 1));
    figures.whole.push(await paintedCount(page, OPERATIONS));
    await waitForCount(page, OPERATIONS);
    // The same page once more finds the store in place.
    await journalOnly.openQueue(page);
    figures.kept.push(await paintedCount(page, OPERATIONS));
    await journalOnly.close();
  }
  const [shown, whole, kept] = [summaryOf(figures.shown), summaryOf(figures.whole), summaryOf(figures.kept)];
  printFigures(`Rebuilding the store from a journal of ${OPERATIONS} operations, from navigation`, [
    { what: 'first rows painted', summary: shown, unit: 'ms' },
    {
      what: `all ${OPERATIONS} in the queue`,
      summary: whole,
      unit: 'ms',
      beside: [{ name: 'store in place', summary: kept }],
    },
    { what: 'beside it: reload with the store in place', summary: kept, unit: 'ms' },
  ]);
}

/** Milliseconds from the navigation to the painted count of at least so many cases. */
function paintedCount(page: Page, least: number): Promise<number> {
  return page.evaluate(
    (wanted) =>
      window.probe.painted(() => {
        const text = document.querySelector('[data-testid="queue-count"]')?.textContent ?? '';
        return Number.parseInt(text, 10) >= wanted;
      }),
    least,
  );
}
