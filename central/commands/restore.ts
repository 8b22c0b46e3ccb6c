import '#shared/kernel/zod-jitless.ts';
import { parseArgs } from 'node:util';
import { AttachmentFolder } from '#central/attachments/attachment-folder.ts';
import { readBackupKey } from '#central/backup/backup-key.ts';
import { noteMissingFiles } from '#central/backup/missing-files.ts';
import { restoreBackup } from '#central/backup/restore-backup.ts';
import { ownKeyFile } from './backup.ts';
import { openDatabaseAsItIs } from './open-database.ts';
import { readSettings } from './read-settings.ts';
import { runCommand } from './run-command.ts';
import { CommandProblem, complain, print } from './terminal.ts';

const USAGE =
  'Use "npm run restore -- --from FILE", with "--key KEYFILE" where the key does not lie in the data folder.';

/**
 * `npm run restore -- --from FILE [--key KEYFILE]`: puts a backup into an empty database (`docs/backup.md`). Exit code
 * 0, 1 when it could not and then nothing was changed, 2 for a wrong call.
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(async () => {
    const { from, key: keyFile } = readWishes(args);
    const settings = readSettings();
    const key = await readBackupKey(keyFile ?? ownKeyFile(settings));
    const opened = await openDatabaseAsItIs(settings, complain);
    try {
      const folder = new AttachmentFolder(settings.filesFolder);
      let files = { files: 0, missing: 0 };
      const { manifest, tables, rows } = await restoreBackup(opened.connection, from, key, [
        async (transaction) => {
          files = await noteMissingFiles(transaction, folder);
        },
      ]);
      print(`Restored: ${rows} rows of ${tables} tables, as they were at ${manifest.takenAt}.`);
      if (files.missing > 0) {
        print(
          `${files.missing} of ${files.files} files of cases are not in ${settings.filesFolder}. Copy them there and restore again, or leave it to the counters that still hold them.`,
        );
      }
      print('Counters that come back bring everything that they still hold. People sign in again.');
      return 0;
    } finally {
      await opened.close();
    }
  });
}

function readWishes(args: readonly string[]): { readonly from: string; readonly key: string | undefined } {
  const option = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: { from: option, key: option } });
    if (values.from !== undefined && values.from !== '') return { from: values.from, key: values.key };
  } catch {
    // Said below, as a missing argument is.
  }
  throw new CommandProblem(USAGE, 2);
}
