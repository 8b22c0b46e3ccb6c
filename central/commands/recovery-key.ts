import '#shared/kernel/zod-jitless.ts';
import { parseArgs } from 'node:util';
import { ensureInstitution } from '#central/demo/load-demo-data.ts';
import { findRecoveryKey, keepRecoveryKey } from '#central/directory/device-keys.ts';
import { createRecoveryKey } from '#central/recovery/recovery-key-file.ts';
import { realClock } from '#central/settings/real-ports.ts';
import { toHex } from '#shared/kernel/hex.ts';
import { openDatabase } from './open-database.ts';
import { readSettings } from './read-settings.ts';
import { runCommand } from './run-command.ts';
import { CommandProblem, complain, print } from './terminal.ts';

const USAGE =
  'Use "npm run recovery-key -- create --out FILE" to make a recovery key, or "npm run recovery-key -- show" to see which one devices wrap their keys for.';

/**
 * `npm run recovery-key`: makes the institution's recovery key (`docs/keys.md`). The private half is written to a file
 * and nowhere else; the centre keeps the public one, and devices wrap their keys for it when they next hear of it.
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(async () => {
    const out = readWishes(args);
    const opened = await openDatabase(readSettings(), complain);
    try {
      const { kysely } = opened.connection;
      const database = { kysely, institution: await ensureInstitution(kysely) };
      if (out === undefined) {
        const present = await findRecoveryKey(database);
        print(present === null ? 'There is no recovery key.' : `The recovery key is ${present.id}.`);
        return present === null ? 1 : 0;
      }
      const { id, publicKey } = await createRecoveryKey(out).catch((failure: NodeJS.ErrnoException) => {
        const reason = failure.code === 'EEXIST' ? 'is there already' : 'cannot be written';
        throw new CommandProblem(`The file ${out} ${reason}.`, 2);
      });
      await keepRecoveryKey(database, { id, publicKey: toHex(publicKey) }, realClock.now());
      print(`Recovery key ${id}: every device wraps its key for it when it next speaks with the centre.`);
      print(
        `${out} is its private half, which opens everything that devices have saved. Put it on two carriers, keep them in a safe, and delete it here.`,
      );
      return 0;
    } finally {
      await opened.close();
    }
  });
}

/** The file for the private half; `undefined` for `show`. */
function readWishes(args: readonly string[]): string | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { out: { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.length === 1 && positionals[0] === 'show' && values.out === undefined) return undefined;
    if (positionals.length === 1 && positionals[0] === 'create' && values.out) return values.out;
  } catch {
    // Said below, as a missing argument is.
  }
  throw new CommandProblem(USAGE, 2);
}
