import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { CentreProcess } from '#test/support/centre-process.ts';
import { DEMO_PASSWORD } from '#test/support/counter-page.ts';
import { SeededRandom } from '#test/support/seeded-random.ts';
import { CentreHouse } from './centre-house.ts';
import type { ChaosOptions } from './chaos-options.ts';
import type { ChaosRun } from './chaos-run.ts';
import { Clerk, type Office } from './clerk-work.ts';
import { compareCopies, type Findings } from './compare-copies.ts';
import { Desk, type DeskPlace, passing, within } from './desk.ts';
import { FaultCounts } from './fault-kinds.ts';
import { FaultyLine } from './faulty-line.ts';
import { HouseFaults } from './house-faults.ts';
import { readCentreCopy } from './read-centre-copy.ts';
import { readCounterCopy } from './read-counter-copy.ts';
import { SavedLedger } from './saved-ledger.ts';
import { SmallDisk } from './small-disk.ts';

/** What came of a run; the form of the last line that it prints. */
export interface ChaosResult {
  readonly runs: 1;
  readonly seed: number;
  /** That reached the centre. */
  readonly operations: number;
  /** "Saved" that was read on a screen. */
  readonly saved: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly diverged: number;
  readonly stuck: number;
  readonly holes: number;
  readonly faults: FaultCounts;
  readonly seconds: number;
}

const COUNTERS: readonly DeskPlace[] = [
  { login: 'clerk', counter: 'SMI-1', home: 'Pieprasījumi' },
  { login: 'clerk2', counter: 'SMI-2', home: 'Pieprasījumi' },
];
const SUPERVISOR: DeskPlace = { login: 'portfolio-manager', counter: '', home: 'Pārskats' };
const SPACE = 'office:smiltene';

/** Room for a profile of Chromium and a journal of some hours. */
const DISK_MEGABYTES = 320;
const FAULTY_SHARE = 0.3;
const SETTLE_MILLISECONDS = 180_000;
const REST_MILLISECONDS = 60_000;
/** How long after the healing everything may take to be as it should. */
const QUIET_MILLISECONDS = 300_000;
const LOOK_MILLISECONDS = 5_000;
const PROGRESS_MILLISECONDS = 15_000;

/**
 * One run: breaks things for the asked time while two clerks work and a supervisor looks on, heals everything, waits
 * until all is quiet, and compares. `tell` gets the progress.
 */
export async function runChaos(
  run: ChaosRun,
  { minutes, seed }: ChaosOptions,
  tell: (line: string) => void,
): Promise<ChaosResult> {
  const begunAt = performance.now();
  const random = new SeededRandom(seed);
  const counts = new FaultCounts();
  const ledger = await run.use(
    () => new SavedLedger(join(run.folder, 'ledger.jsonl')),
    (opened) => opened.close(),
  );

  tell('The centre starts.');
  const process = await run.use(
    () => CentreProcess.start(),
    (started) => started.end(),
  );
  const centre = new CentreHouse(process);
  const disk = await mountDisk(run, tell);
  const newDesk = async (place: DeskPlace, profile: string): Promise<Desk> => {
    const chances = new SeededRandom(random.below(2 ** 31));
    const line = await run.use(
      () => FaultyLine.start(process.port, chances, (fault) => counts.add(fault)),
      (started) => started.stop(),
    );
    const desk = await run.use(
      () => new Desk(place, line, profile),
      (begun) => begun.end(),
    );
    await desk.start();
    const page = await desk.page();
    await desk.settle(page, SETTLE_MILLISECONDS);
    if (place.counter !== '' && !(await page.evaluate(() => navigator.storage.persisted()))) {
      tell(`Warning: the browser of ${desk.name} may clear away what is stored when its disk is full.`);
    }
    return desk;
  };
  tell('The counters and the supervisor begin work.');
  const [first, second] = COUNTERS as [DeskPlace, DeskPlace];
  const counters = [
    await newDesk(first, run.folderFor('profile-SMI-1')),
    await newDesk(second, disk === undefined ? run.folderFor('profile-SMI-2') : join(disk.folder, 'profile')),
  ];
  const supervisor = await newDesk(SUPERVISOR, run.folderFor('profile-supervisor'));

  const office: Office = { ledger, cases: [], stumbles: 0 };
  const clerks = counters.map((desk) => new Clerk(desk, office, new SeededRandom(random.below(2 ** 31))));
  const working = clerks.map((clerk) => clerk.work());
  const looking = lookOn(supervisor);
  const progress = setInterval(() => {
    const seconds = Math.round((performance.now() - begunAt) / 1000);
    tell(`${seconds} s: ${ledger.count} saved, ${counts.total} faults, ${office.stumbles} stumbles`);
  }, PROGRESS_MILLISECONDS);
  progress.unref();
  tell(`Everything is broken for ${minutes} minutes, seed ${seed}.`);
  for (const desk of counters) desk.line.breakRequests(FAULTY_SHARE);
  const faults = new HouseFaults({ centre, counters, supervisor, disk, counts, random, tell });
  await faults.run(performance.now() + minutes * 60_000);

  tell('Everything is healed.');
  for (const clerk of clerks) clerk.rest();
  disk?.empty();
  for (const desk of [...counters, supervisor]) desk.line.heal();
  await within(REST_MILLISECONDS, Promise.all(working)).catch(() => undefined);
  const findings = await waitForQuiet({ counters, centre, ledger, tell });
  clearInterval(progress);
  await supervisor.end();
  await looking;
  for (const [kind, sentences] of Object.entries(findings) as [string, readonly string[]][]) {
    for (const sentence of sentences.slice(0, 20)) tell(`${kind}: ${sentence}`);
  }
  const { operations } = await readCentreCopy(centre.connectionString);
  const result: ChaosResult = {
    runs: 1,
    seed,
    operations: operations.length,
    saved: ledger.count,
    lost: findings.lost.length,
    duplicated: findings.duplicated.length,
    diverged: findings.diverged.length,
    stuck: findings.stuck.length,
    holes: findings.holes.length,
    faults: counts,
    seconds: Math.round((performance.now() - begunAt) / 1000),
  };
  if (!isClean(findings)) {
    run.keep();
    for (const desk of counters) await desk.end();
    // What lies in memory goes with the mount.
    if (disk !== undefined) {
      cpSync(join(disk.folder, 'profile'), join(run.folder, 'profile-SMI-2'), { recursive: true });
    }
  }
  return result;
}

/** Whether a run found nothing. */
export function isClean(findings: Findings): boolean {
  return Object.values(findings).every((sentences) => sentences.length === 0);
}

async function mountDisk(run: ChaosRun, tell: (line: string) => void): Promise<SmallDisk | undefined> {
  const mounted = await run.use(
    () => SmallDisk.mount(join(run.folder, 'small-disk'), DISK_MEGABYTES),
    (tried) => 'disk' in tried && tried.disk.unmount(),
  );
  if ('disk' in mounted) return mounted.disk;
  tell(`Warning: no small disk can be mounted here (${mounted.reason}), so disk-full stays 0.`);
  return undefined;
}

/** The supervisor looks at the overview, and finds the way back to it after whatever happened. */
async function lookOn(supervisor: Desk): Promise<void> {
  while (!supervisor.hasEnded) {
    try {
      await supervisor.settle(await supervisor.page(), SETTLE_MILLISECONDS);
      await passing(LOOK_MILLISECONDS);
    } catch {
      await passing(500);
    }
  }
}

/** Brings the clerks back to their desks and compares until nothing is found any more, or the time is over. */
async function waitForQuiet(parts: {
  readonly counters: readonly Desk[];
  readonly centre: CentreHouse;
  readonly ledger: SavedLedger;
  readonly tell: (line: string) => void;
}): Promise<Findings> {
  const { counters, centre, ledger, tell } = parts;
  const until = performance.now() + QUIET_MILLISECONDS;
  for (;;) {
    const isLate = performance.now() > until;
    try {
      const findings = await compareNow(counters, centre, ledger);
      if (isClean(findings) || isLate) return findings;
      const left = Object.entries(findings).map(([kind, sentences]) => `${sentences.length} ${kind}`);
      tell(`Not quiet yet: ${left.join(', ')}`);
    } catch (failure) {
      const reason = failure instanceof Error ? (failure.message.split('\n', 1)[0] ?? '') : String(failure);
      tell(`Not quiet yet: ${reason}`);
      if (isLate) return { lost: [], duplicated: [], diverged: [], stuck: [reason], holes: [] };
    }
    await passing(LOOK_MILLISECONDS);
  }
}

async function compareNow(
  counters: readonly Desk[],
  centre: CentreHouse,
  ledger: SavedLedger,
): Promise<Findings> {
  const copies = [];
  for (const desk of counters) {
    const page = await desk.page();
    await desk.settle(page, SETTLE_MILLISECONDS);
    const person = { login: desk.place.login, password: DEMO_PASSWORD };
    copies.push(await readCounterCopy(page, desk.name, person));
  }
  return compareCopies(ledger.read(), await readCentreCopy(centre.connectionString), copies, SPACE);
}
