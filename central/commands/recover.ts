import '#shared/kernel/zod-jitless.ts';
import { stat, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readJournalFolder } from '#central/recovery/read-journal-folder.ts';
import { type RecoveryFault, recoverOperations } from '#central/recovery/recover-operations.ts';
import { findRecoveryKeyIn, type RecoveryKey } from '#central/recovery/recovery-key-file.ts';
import { realClock } from '#central/settings/real-ports.ts';
import type { RecoveredOperations } from '#shared/protocol/recovered-operations.ts';
import { runCommand } from './run-command.ts';
import { CommandProblem, print } from './terminal.ts';

const USAGE =
  'Use "npm run recover -- --journal FOLDER --key FILE --out FILE": the folder of a journal, or the profile of a browser; the file with the private half of the recovery key; and a new file for what is found.';

const SENTENCES: Readonly<Record<RecoveryFault, string>> = {
  'no-journal': 'There is no journal in this folder, nor in any folder inside of it.',
  'no-key-file':
    'The journal is sealed, and the file with its wrapped key (keys.klk) is not in the folder. Take the whole folder of the journal.',
  'not-wrapped':
    'The key of this journal was never wrapped for a recovery key: the computer had not heard of one from the centre.',
  'other-recovery-key': 'The key of this journal is wrapped for another recovery key:',
  'key-damaged': 'The wrapped key of this journal is damaged.',
};

/**
 * `npm run recover`: opens what a computer has saved with the institution's recovery key and writes a file that the
 * centre imports (`docs/keys.md`). The journal is only read. Exit code 0, 1 when nothing can be opened, 2 for a wrong
 * call.
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(async () => {
    const { journal, key: keyFile, out } = readWishes(args);
    const key = await readKey(keyFile);
    const folder = await stat(journal).catch(() => undefined);
    if (folder?.isDirectory() !== true) throw new CommandProblem(`There is no folder ${journal}.`, 2);
    const recovered = await recoverOperations(await readJournalFolder(journal), key);
    if ('fault' in recovered) {
      const others = recovered.fault === 'other-recovery-key' ? ` ${recovered.recoveryKeys.join(', ')}` : '';
      throw new CommandProblem(`${SENTENCES[recovered.fault]}${others}`);
    }
    const { operations, unreadable } = recovered;
    const file: RecoveredOperations = {
      format: 'klatiene-operations-1',
      madeBy: 'recovery',
      madeAt: realClock.now(),
      operations: [...operations],
    };
    await writeFile(out, `${JSON.stringify(file)}\n`, { flag: 'wx', mode: 0o600 }).catch(
      (failure: NodeJS.ErrnoException) => {
        const reason = failure.code === 'EEXIST' ? 'is there already' : 'cannot be written';
        throw new CommandProblem(`The file ${out} ${reason}.`, 2);
      },
    );
    print(`${out} holds personal data that is not encrypted. Import it at the centre, then destroy it.`);
    print(`recovered ${operations.length} operations, ${unreadable} unreadable`);
    return 0;
  });
}

async function readKey(file: string): Promise<RecoveryKey> {
  const key = await findRecoveryKeyIn(file).catch((failure: NodeJS.ErrnoException) => {
    const reason = failure.code === 'ENOENT' ? 'There is no file' : 'Cannot read the file';
    throw new CommandProblem(`${reason} ${file}.`, 2);
  });
  if (key === undefined) throw new CommandProblem(`${file} holds no recovery key.`);
  return key;
}

function readWishes(args: readonly string[]): { journal: string; key: string; out: string } {
  const option = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: { journal: option, key: option, out: option } });
    const { journal, key, out } = values;
    if (journal && key && out) return { journal, key, out };
  } catch {
    // Said below, as a missing argument is.
  }
  throw new CommandProblem(USAGE, 2);
}
