import type { Page } from '@playwright/test';
import { print } from '#central/commands/terminal.ts';
import { BenchCentre } from './support/bench-centre.ts';
import type { BenchRun } from './support/bench-run.ts';
import { printFigures } from './support/figure-table.ts';
import { type Summary, summaryOf } from './support/figures.ts';
import { printMachine } from './support/machine.ts';
import type { QueueStart } from './support/page-probe.ts';
import { PreparedCounter } from './support/prepared-counter.ts';
import { measureFiltering, measureSorting, waitForCount, waitUntilQuiet } from './support/queue-page.ts';

const CASES = 10_000;
const ANSWERS = 20;

/**
 * How long from opening the window to a queue that can be worked with, for a counter with nothing and for one with 10,000
 * cases of its office, in turn; and how long the large queue takes to answer a filter and a heading.
 */
export async function measureQueue(run: BenchRun, rounds: number): Promise<void> {
  const [empty, full] = [await prepare(run, 0), await prepare(run, CASES)];
  printMachine(full.chromiumVersion);
  const starts = { empty: emptyStarts(), full: emptyStarts() };
  for (let round = 1; round <= rounds; round += 1) {
    await measureStart(empty, starts.empty);
    await measureStart(full, starts.full);
    print(
      `round ${round} of ${rounds}: ${shown(starts.empty)} with none, ${shown(starts.full)} with ${CASES}`,
    );
  }
  const page = await full.open();
  await full.openQueue(page);
  await waitForCount(page, CASES);
  const filtering = summaryOf(await measureFiltering(page, ANSWERS));
  const sorting = summaryOf(await measureSorting(page, ANSWERS));
  printFigures(
    `Queue: from navigation, ${CASES} cases beside none`,
    (['cold', 'warm'] as const).flatMap((start) =>
      (['shownAt', 'usableAt'] as const).flatMap((moment) => {
        const [none, many] = [starts.empty, starts.full].map((one) =>
          summaryOf(one[start].map((figures) => figures[moment])),
        ) as [Summary, Summary];
        const name = `${start === 'cold' ? 'new Chromium' : 'reload'}, ${moment === 'shownAt' ? 'shown' : 'usable'}`;
        return [
          { what: `${name}, no cases`, summary: none, unit: 'ms' },
          {
            what: `${name}, ${CASES} cases`,
            summary: many,
            unit: 'ms',
            beside: [{ name: 'no cases', summary: none }],
          },
        ];
      }),
    ),
  );
  printFigures(`Queue of ${CASES}: from the key or click to the painted answer`, [
    { what: 'part of a reference typed', summary: filtering, unit: 'ms' },
    { what: 'sorted the other way round', summary: sorting, unit: 'ms' },
  ]);
}

interface Starts {
  readonly cold: QueueStart[];
  readonly warm: QueueStart[];
}

function emptyStarts(): Starts {
  return { cold: [], warm: [] };
}

function shown({ cold, warm }: Starts): string {
  return [cold, warm].map((starts) => `${starts.at(-1)?.usableAt.toFixed(0)} ms`).join(' / ');
}

/** Each counter has a centre of its own, because cases of one office go to every counter of it. */
async function prepare(run: BenchRun, cases: number): Promise<PreparedCounter> {
  const centre = await BenchCentre.start(run, `centre-${cases}`);
  if (cases > 0) await centre.loadCases(cases);
  return PreparedCounter.prepare(run, centre.origin, (page) => waitForCount(page, cases));
}

async function measureStart(counter: PreparedCounter, starts: Starts): Promise<void> {
  const page = await counter.open();
  await counter.openQueue(page);
  starts.cold.push(await readStart(page));
  await waitUntilQuiet(page);
  await counter.openQueue(page);
  starts.warm.push(await readStart(page));
  await counter.close();
}

function readStart(page: Page): Promise<QueueStart> {
  return page.evaluate(() => window.probe.queueStart);
}
