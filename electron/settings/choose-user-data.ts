import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { app } from 'electron';

const SWITCH = '--user-data-dir=';

/**
 * Puts everything that this computer keeps (settings, journal, the pages' own storage) into the folder that
 * `--user-data-dir=` names on the command line. Must run first: the lock of the single instance lies there too.
 */
export function chooseUserData(): void {
  const named = process.argv.find((argument) => argument.startsWith(SWITCH))?.slice(SWITCH.length);
  if (named === undefined || named === '') return;
  const folder = resolve(named);
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
}
