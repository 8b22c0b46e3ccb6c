import '#shared/kernel/zod-jitless.ts';
import { readFile } from 'node:fs/promises';
import { pgCaseStore } from '#central/database/pg-case-store.ts';
import { ensureInstitution } from '#central/demo/load-demo-data.ts';
import { ensureOwnReplica } from '#central/directory/own-replica.ts';
import { PgDirectory } from '#central/directory/pg-directory.ts';
import { publishOnce } from '#central/hints/hint-channel.ts';
import { PgReferenceLibrary } from '#central/references/pg-reference-library.ts';
import { recountDeadlines } from '#central/references/recount-deadlines.ts';
import { INSTITUTION_SPACE, putVersion } from '#central/references/reference-shelf.ts';
import { realClock, realHash, realRandom } from '#central/settings/real-ports.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import { decodeUtf8 } from '#shared/kernel/utf8.ts';
import { parseHolidayCsv } from '#shared/service-level/calendar-file.ts';
import type { WorkingCalendar } from '#shared/service-level/working-calendar.ts';
import { openDatabase } from './open-database.ts';
import { readSettings } from './read-settings.ts';
import { runCommand } from './run-command.ts';
import { CommandProblem, complain, print } from './terminal.ts';

const USAGE = 'Say what to do: "npm run calendar -- check FILE" or "npm run calendar -- import FILE".';

/**
 * `npm run calendar -- check FILE` prints every fault of a calendar file (CSV), or its years; `-- import FILE` makes a
 * file without a fault the calendar that counters count by, and counts the deadlines of open cases anew (CL78). Exit
 * code 0, 1 for a faulty file, 2 for a wrong call.
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(async () => {
    const [verb, file, ...rest] = args;
    if ((verb !== 'check' && verb !== 'import') || file === undefined || rest.length > 0) {
      throw new CommandProblem(USAGE, 2);
    }
    const read = parseHolidayCsv(await readText(file));
    if (!read.ok) {
      for (const { pointer, code } of read.problem) print(`${pointer}: ${code}`);
      return 1;
    }
    if (verb === 'import') await importCalendar(read.value);
    else print(`ok: ${read.value.firstYear} to ${read.value.lastYear}, ${read.value.days.length} days`);
    return 0;
  });
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch(() => {
    throw new CommandProblem(`Cannot read the file ${file}.`, 2);
  });
  try {
    return decodeUtf8(bytes);
  } catch {
    throw new CommandProblem(`The file ${file} is not UTF-8 text.`, 1);
  }
}

async function importCalendar(calendar: WorkingCalendar): Promise<void> {
  const opened = await openDatabase(readSettings(), complain);
  try {
    const { connection } = opened;
    const institution = await ensureInstitution(connection.kysely);
    const database = { kysely: connection.kysely, institution };
    const ports = { clock: realClock, hash: realHash };
    const put = await putVersion(database, 'calendar', canonicalJson(calendar), ports);
    // Also for a version that was there already, because an import may have ended before this.
    const recounted = await recountDeadlines(database, {
      cases: {
        store: pgCaseStore({ connection, institution }),
        references: new PgReferenceLibrary(database),
        directory: new PgDirectory(database, realClock),
        ...ports,
      },
      replica: await ensureOwnReplica(database, realRandom),
      random: realRandom,
    });
    await publishOnce(database, [INSTITUTION_SPACE, ...recounted.changedSpaces]);
    print(`${put.outcome} ${put.hash}`);
    print(`deadlines of open cases: ${recounted.looked} looked at, ${recounted.changed} counted anew`);
  } finally {
    await opened.close();
  }
}
