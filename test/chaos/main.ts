import '#shared/kernel/zod-jitless.ts';
import { randomInt } from 'node:crypto';
import { ensureBuilt, WEB_BUILD } from '#central/commands/builds.ts';
import { CommandProblem, complain, print } from '#central/commands/terminal.ts';
import { type ChaosOptions, parseChaosOptions } from './chaos-options.ts';
import { ChaosRun } from './chaos-run.ts';
import { type ChaosResult, runChaos } from './run-chaos.ts';

/** `npm run chaos`: one run. The last line is its result as JSON. Gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  let options: ChaosOptions;
  try {
    options = parseChaosOptions(args, () => randomInt(2 ** 32));
  } catch (failure) {
    if (!(failure instanceof CommandProblem)) throw failure;
    complain(failure.message);
    return failure.exitCode;
  }
  const run = ChaosRun.begin();
  run.endOnSignals();
  // What a browser that was killed still owes an answer for is no failure of the run.
  process.on('unhandledRejection', () => undefined);
  try {
    await ensureBuilt(WEB_BUILD, { log: print });
    const result = await runChaos(run, options, print);
    await run.end();
    const isBad = findFigures(result).some((figure) => figure !== 0);
    if (isBad) complain(`Seed ${result.seed} failed. Profiles, data and ledger are kept in ${run.folder}.`);
    if (result.saved === 0) complain('Nothing was saved in this run, so it shows nothing.');
    print(JSON.stringify(result));
    return isBad || result.saved === 0 ? 1 : 0;
  } catch (failure) {
    if (!run.isEnding)
      complain(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
    await run.end();
    return 1;
  }
}

function findFigures({ lost, duplicated, diverged, stuck, holes }: ChaosResult): readonly number[] {
  return [lost, duplicated, diverged, stuck, holes];
}
