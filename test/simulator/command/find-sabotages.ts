import type { Finding } from '../checkers/finding.ts';
import { SABOTAGES } from '../sabotage/sabotages.ts';
import type { RunSize } from '../world/simulate-run.ts';
import { runPart } from './run-many.ts';
import type { SimOptions } from './sim-options.ts';

/** What became of looking for one planted fault. */
interface Search {
  readonly name: string;
  /** How many runs it took, the one that found it included. */
  readonly runs: number;
  readonly found: Finding | undefined;
}

/** So many are looked for at a time. */
const AT_ONCE = 2;

/**
 * Looks for planted faults, each in runs from the same seed on, and tells a row for each: name, runs, and the rule that
 * a finding names. Gives 0 when each was found and, with `none`, nothing was.
 */
export async function findSabotages(
  { sabotage, seed, runs, counters, offices }: SimOptions,
  say: (line: string) => void,
): Promise<number> {
  const names = sabotage === 'all' ? ['none', ...Object.keys(SABOTAGES)] : [sabotage ?? 'none'];
  const waiting = [...names];
  const searches: Search[] = [];
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const search = await lookFor(name, { seed, runs, size: { counters, offices } });
      searches.push(search);
      say(rowOf(search, runs));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return searches.every(({ name, found }) => (found === undefined) === (name === 'none')) ? 0 : 1;
}

async function lookFor(
  name: string,
  way: { readonly seed: number; readonly runs: number; readonly size: RunSize },
): Promise<Search> {
  let runs = 0;
  let found: Finding | undefined;
  const part = {
    from: way.seed,
    count: way.runs,
    step: 1,
    size: way.size,
    sabotage: name,
    untilFound: true,
  };
  await runPart(part, (report) => {
    runs += 1;
    found ??= report.findings[0];
  });
  return { name, runs, found };
}

function rowOf({ name, runs, found }: Search, most: number): string {
  const columns = [name.padEnd(28), String(runs).padStart(5)];
  if (found === undefined) columns.push(`nothing in ${most} runs`);
  else columns.push(`${found.rule} ${found.figure}: ${found.about}`);
  return columns.join('  ');
}
