import { NOTHING_PLANTED } from '../sabotage/plants.ts';
import { type RunReport, type RunSize, simulateRun } from '../world/simulate-run.ts';
import { findSabotages } from './find-sabotages.ts';
import { runMany } from './run-many.ts';
import { readSimOptions, type SimOptions, UnusableOptions } from './sim-options.ts';
import { SimTally } from './sim-report.ts';

/** So many findings of one run are told; the others are of the same kind more often than not. */
const MOST_TOLD = 5;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** How exactly this run is done again. */
function replayOf(seed: number, { counters, offices }: RunSize): string {
  const size = [
    counters === undefined ? '' : ` --counters ${counters}`,
    offices === undefined ? '' : ` --offices ${offices}`,
  ].join('');
  return `npm run sim -- --runs 1 --seed ${seed}${size}`;
}

function tellFindings({ seed, findings }: RunReport, size: RunSize): void {
  say(`Seed ${seed}: ${findings.length} findings. Replay with: ${replayOf(seed, size)}`);
  for (const { figure, rule, about } of findings.slice(0, MOST_TOLD)) say(`  ${figure} [${rule}] ${about}`);
}

/** Ordinary runs; gives the exit code. */
async function run({ runs, seed, counters, offices, trace }: SimOptions): Promise<number> {
  const size: RunSize = { counters, offices };
  const tally = new SimTally();
  const begun = performance.now();
  const take = (report: RunReport): void => {
    tally.add(report);
    if (report.findings.length > 0) tellFindings(report, size);
  };
  if (runs === 1) take(await simulateRun(seed, size, NOTHING_PLANTED, trace ? say : undefined));
  else await runMany({ seed, count: runs, size }, take);
  say(JSON.stringify(tally.report(seed, Math.round((performance.now() - begun) / 100) / 10)));
  return tally.isClean ? 0 : 1;
}

try {
  const options = readSimOptions(process.argv.slice(2));
  process.exitCode = options.sabotage === undefined ? await run(options) : await findSabotages(options, say);
} catch (failure) {
  if (!(failure instanceof UnusableOptions)) throw failure;
  process.stderr.write(`${failure.message}\n`);
  process.exitCode = 2;
}
