import '#shared/kernel/zod-jitless.ts';
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
import { type Result, refused } from '#shared/kernel/result.ts';
import { parseHolidayCsv } from '#shared/service-level/calendar-file.ts';
import type { CalendarFileIssue } from '#shared/service-level/calendar-file-issue.ts';
import { CALENDAR_LIMITS } from '#shared/service-level/calendar-limits.ts';
import { calendarLine } from '#shared/service-level/calendar-sentences.ts';
import type { WorkingCalendar } from '#shared/service-level/working-calendar.ts';
import { openDatabase } from './open-database.ts';
import { readInputFile } from './read-input-file.ts';
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
    const read = await readCalendarFile(file);
    if (!read.ok) {
      printFaults(read.problem);
      return 1;
    }
    if (verb === 'import') await importCalendar(read.value);
    else print(`ok: ${read.value.firstYear} to ${read.value.lastYear}, ${read.value.days.length} days`);
    return 0;
  });
}

/** The calendar in a file, or its faults. */
async function readCalendarFile(
  file: string,
): Promise<Result<WorkingCalendar, readonly CalendarFileIssue[]>> {
  const text = await readInputFile(file, CALENDAR_LIMITS.bytes);
  return text.ok ? parseHolidayCsv(text.value) : refused([{ pointer: '', code: text.problem.code }]);
}

function printFaults(faults: readonly CalendarFileIssue[]): void {
  for (const fault of faults.slice(0, CALENDAR_LIMITS.faults)) print(calendarLine(fault));
  const left = faults.length - CALENDAR_LIMITS.faults;
  if (left > 0) print(`The whole file: ${left} more ${left === 1 ? 'is' : 'are'} not shown.`);
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
