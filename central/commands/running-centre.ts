import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const FILE = 'running.json';

/** What a centre that runs on a data folder leaves there for commands beside it. */
const RunningCentre = z.object({
  /** Holds the database's password, so the file is its owner's alone. */
  connectionString: z.string(),
  address: z.string(),
});
export type RunningCentre = z.infer<typeof RunningCentre>;

/** Notes in the data folder that a centre runs. */
export function noteRunningCentre(dataFolder: string, running: RunningCentre): void {
  const file = path.join(dataFolder, FILE);
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(running)}\n`, { mode: 0o600 });
}

/** Takes the note away. */
export function forgetRunningCentre(dataFolder: string): void {
  rmSync(path.join(dataFolder, FILE), { force: true });
}

/** The note, or `undefined`. A centre that was killed leaves its note behind, so it proves nothing. */
export function findRunningCentre(dataFolder: string): RunningCentre | undefined {
  try {
    return RunningCentre.parse(JSON.parse(readFileSync(path.join(dataFolder, FILE), 'utf8')));
  } catch {
    return undefined;
  }
}
