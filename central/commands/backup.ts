import '#shared/kernel/zod-jitless.ts';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type BackupKey, ensureBackupKey, readBackupKey } from '#central/backup/backup-key.ts';
import { writeBackup } from '#central/backup/write-backup.ts';
import { realClock, realRandom } from '#central/settings/real-ports.ts';
import type { Settings } from '#central/settings/settings.ts';
import { openDatabaseAsItIs } from './open-database.ts';
import { readSettings } from './read-settings.ts';
import { runCommand } from './run-command.ts';
import { CommandProblem, complain, print } from './terminal.ts';

const USAGE =
  'Use "npm run backup -- --out FILE", with "--key KEYFILE" where the key does not lie in the data folder.';

/** Where the key lies unless it is said. */
export function ownKeyFile({ dataFolder }: Settings): string {
  return path.join(dataFolder, 'backup.key');
}

/**
 * `npm run backup -- --out FILE [--key KEYFILE]`: writes the whole database into an encrypted file, also while the
 * centre works (`docs/backup.md`). Exit code 0, 1 when it could not, 2 for a wrong call.
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(async () => {
    const { out, key: keyFile } = readWishes(args);
    const settings = readSettings();
    const key = await findKey(settings, keyFile);
    const opened = await openDatabaseAsItIs(settings, complain);
    try {
      const ports = { clock: realClock, random: realRandom };
      const { manifest, tables, rows, bytes } = await writeBackup(opened.connection, out, key, ports);
      print(
        `${out}: ${rows} rows of ${tables} tables, as they were at ${manifest.takenAt}, in ${bytes} bytes.`,
      );
      print(`The files of cases are not in it: back up the folder ${settings.filesFolder} as well.`);
      return 0;
    } finally {
      await opened.close();
    }
  });
}

async function findKey(settings: Settings, keyFile: string | undefined): Promise<BackupKey> {
  if (keyFile !== undefined) return readBackupKey(keyFile);
  const file = ownKeyFile(settings);
  const { key, isNew } = await ensureBackupKey(file, realRandom);
  if (isNew) {
    print(
      `A key was made: ${file}. Keep a copy of it away from this computer: without it no backup can be read.`,
    );
  } else print(`Encrypted with the key ${file}.`);
  return key;
}

function readWishes(args: readonly string[]): { readonly out: string; readonly key: string | undefined } {
  const option = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: { out: option, key: option } });
    if (values.out !== undefined && values.out !== '') return { out: values.out, key: values.key };
  } catch {
    // Said below, as a missing argument is.
  }
  throw new CommandProblem(USAGE, 2);
}
