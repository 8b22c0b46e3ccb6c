import '#shared/kernel/zod-jitless.ts';
import type { CasePorts } from '#central/cases/case-ports.ts';
import { releaseHeld } from '#central/cases/release-waiting.ts';
import type { Connection } from '#central/database/connect.ts';
import { pgCaseStore } from '#central/database/pg-case-store.ts';
import { ensureInstitution } from '#central/demo/load-demo-data.ts';
import type { InstitutionDatabase } from '#central/directory/people.ts';
import { PgDirectory } from '#central/directory/pg-directory.ts';
import { publishOnce } from '#central/hints/hint-channel.ts';
import { PgReferenceLibrary } from '#central/references/pg-reference-library.ts';
import { INSTITUTION_SPACE, putVersion } from '#central/references/reference-shelf.ts';
import { realClock, realHash } from '#central/settings/real-ports.ts';
import { catalogueContent } from '#shared/catalogue/catalogue-content.ts';
import { type CatalogueFinding, findingAt } from '#shared/catalogue/catalogue-finding.ts';
import { CATALOGUE_LIMITS } from '#shared/catalogue/catalogue-limits.ts';
import { countsOf } from '#shared/catalogue/find-service.ts';
import { type ParsedCatalogue, parseCatalogue } from '#shared/catalogue/parse-catalogue.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { localDateOf, startOfDay } from '#shared/kernel/local-time.ts';
import { findPlainDate } from '#shared/kernel/plain-date.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { openDatabase } from './open-database.ts';
import { publishCatalogue } from './publish-catalogue.ts';
import { readInputFile } from './read-input-file.ts';
import { readSettings } from './read-settings.ts';
import { runCommand } from './run-command.ts';
import { CommandProblem, complain, print } from './terminal.ts';

const USAGE =
  'Say what to do: "npm run catalogue -- check FILE", "npm run catalogue -- import FILE" or ' +
  '"npm run catalogue -- publish FILE", this one also with "--from YYYY-MM-DD".';

/**
 * `npm run catalogue -- check FILE` prints every defect of a catalogue file, or its counts; `-- publish FILE` makes a
 * file without a defect, which nothing speaks against, the version in force and prints what is different; `-- import
 * FILE` does so without asking who answers for the services. Exit code 0, 1 for a faulty file, 2 for a wrong call.
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(async () => {
    const [verb, file, ...rest] = args;
    const isKnown = verb === 'check' || verb === 'import' || verb === 'publish';
    if (!isKnown || file === undefined) throw new CommandProblem(USAGE, 2);
    const from = verb === 'publish' ? fromOf(rest) : undefined;
    if (verb !== 'publish' && rest.length > 0) throw new CommandProblem(USAGE, 2);
    const read = await readCatalogueFile(file);
    if (!read.ok) {
      for (const line of read.problem) print(line);
      return 1;
    }
    for (const note of read.value.notes) complain(`note: ${lineOf(note)}`);
    if (verb === 'import') await importCatalogue(read.value);
    else if (verb === 'publish') return publish(read.value, from);
    else {
      const { services, fields, commonFields, steps } = countsOf(read.value.catalogue);
      print(`ok: ${services} services, ${fields} fields, ${commonFields} common fields, ${steps} steps`);
    }
    return 0;
  });
}

/** The catalogue in a file, or a line for each defect. */
async function readCatalogueFile(file: string): Promise<Result<ParsedCatalogue, readonly string[]>> {
  const text = await readInputFile(file, CATALOGUE_LIMITS.bytes);
  if (!text.ok) {
    if (text.problem.code === 'not-utf8')
      return refused([': The file is not UTF-8 text; only UTF-8 is read.']);
    return refused([lineOf(findingAt('', 'too-large', { bytes: text.problem.bytes }))]);
  }
  const parsed = parseCatalogue(text.value);
  return parsed.ok ? ok(parsed.value) : refused(parsed.problem.map(lineOf));
}

function importCatalogue({ document }: ParsedCatalogue): Promise<void> {
  return withCentre(async ({ database, tell }) => {
    const put = await putVersion(database, 'catalogue', catalogueContent(document), PORTS);
    await tell();
    print(`${put.outcome} ${put.hash}`);
  });
}

/** The first instant of the day after `--from`, or `undefined` when it is not given. */
function fromOf(rest: readonly string[]): Instant | undefined {
  const [option, text = '', ...more] = rest;
  if (option === undefined) return undefined;
  const date = option === '--from' ? findPlainDate(text) : undefined;
  if (date === undefined || more.length > 0) throw new CommandProblem(USAGE, 2);
  const from = startOfDay(date);
  return from > realClock.now() ? from : undefined;
}

function publish(parsed: ParsedCatalogue, from: Instant | undefined): Promise<number> {
  return withCentre(async ({ database, tell }) => {
    const published = await publishCatalogue(database, parsed, from, PORTS);
    switch (published.outcome) {
      case 'refused':
        for (const finding of published.findings) print(lineOf(finding));
        return 1;
      case 'in-force-before':
        throw new CommandProblem(
          `This is version ${published.number}, which has been in force; publish it without --from.`,
        );
      case 'unchanged':
        await tell();
        print(`unchanged ${published.hash}: version ${published.number}`);
        return 0;
      case 'published':
        for (const line of published.lines) print(line);
        await tell();
        print(`published ${published.hash}: version ${published.number}, ${inForceWords(from)}`);
        return 0;
      default:
        return unreachable(published);
    }
  });
}

function inForceWords(from: Instant | undefined): string {
  return from === undefined ? 'in force now' : `in force from ${localDateOf(from)}`;
}

const PORTS = { clock: realClock, hash: realHash };

/** Works on the database of the settings; `tell` has held operations judged again and counters hear of what is new. */
async function withCentre<Answer>(
  work: (centre: {
    readonly database: InstitutionDatabase;
    readonly tell: () => Promise<void>;
  }) => Promise<Answer>,
): Promise<Answer> {
  const opened = await openDatabase(readSettings(), complain);
  try {
    const { kysely } = opened.connection;
    const institution = await ensureInstitution(kysely);
    const database = { kysely, institution };
    const tell = async (): Promise<void> => {
      // PR39: also for a version that was there already, because an import may have ended before this.
      const released = await releaseHeld(casePortsOf(opened.connection, institution), null);
      await publishOnce(database, [INSTITUTION_SPACE, ...released]);
    };
    return await work({ database, tell });
  } finally {
    await opened.close();
  }
}

/** The centre's case handling over the database of a command. */
function casePortsOf(connection: Connection, institution: string): CasePorts {
  const database = { kysely: connection.kysely, institution };
  return {
    store: pgCaseStore({ connection, institution }),
    references: new PgReferenceLibrary(database),
    directory: new PgDirectory(database, realClock),
    hash: realHash,
    clock: realClock,
  };
}

function lineOf({ pointer, sentence }: CatalogueFinding): string {
  return `${pointer}: ${sentence}`;
}
