import '#shared/kernel/zod-jitless.ts';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readDurability } from '#central/database/durability.ts';
import { pgCaseStore } from '#central/database/pg-case-store.ts';
import { ensureInstitution } from '#central/demo/load-demo-data.ts';
import { Devices } from '#central/directory/devices.ts';
import { PgDirectory } from '#central/directory/pg-directory.ts';
import { ensureCentreKeys } from '#central/exchange/centre-keys.ts';
import { type Imported, importOperations } from '#central/exchange/import-operations.ts';
import { publishOnce } from '#central/hints/hint-channel.ts';
import { PgReferenceLibrary } from '#central/references/pg-reference-library.ts';
import { realClock, realCryptography, realHash, realRandom } from '#central/settings/real-ports.ts';
import type { ImportRefusal, ReceiptsFile } from '#shared/protocol/operation-file.ts';
import { openDatabase } from './open-database.ts';
import { readSettings } from './read-settings.ts';
import { runCommand } from './run-command.ts';
import { CommandProblem, complain, print } from './terminal.ts';

const USAGE = 'Say which file: "npm run import -- --file FILE [--receipts FILE]".';

const SENTENCES: Readonly<Record<ImportRefusal, string>> = {
  'not-ours': 'This is no file of operations of a counter.',
  'other-version': 'The file is of another version of the program; import it with that one.',
  'header-damaged':
    'The beginning of the file is damaged, so nothing of it can be read. Save it again at the counter.',
  'no-part':
    'The file has a beginning and nothing else: it was not copied as a whole. Save it again at the counter.',
  'other-centre': 'The file is sealed for another centre.',
  'signer-unknown': 'The centre does not know the key of the computer that made the file.',
  'recovery-here': 'A file of a recovery is imported at the centre only.',
  'signature-wrong': 'The file was changed, or is not of the computer that it says it is of.',
  'not-opened': 'A part of the file was changed and cannot be opened.',
  'content-not-readable': 'A part of the file holds something that is no operation of its computer.',
};

/**
 * `npm run import -- --file FILE [--receipts FILE]`: takes the operations of a counter's file into the centre of this
 * data folder, as if the counter had sent them, and writes the receipts for the counter. Exit code 0, 1 when nothing or
 * not everything was taken, 2 for a wrong call.
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(async () => {
    const { file, receipts } = optionsOf(args);
    const bytes = await readFile(file).catch(() => {
      throw new CommandProblem(`Cannot read the file ${file}.`, 2);
    });
    const imported = await importFile(new Uint8Array(bytes));
    const { header, missing, known, fresh } = imported;
    const outcomes = Map.groupBy(imported.verdicts, ({ verdict }) => verdict.outcome);
    print(`counter ${header.officeCode}-${header.station}, saved ${header.madeAt}`);
    print(`imported: ${fresh} new, ${known} were here already`);
    for (const [outcome, verdicts] of outcomes) print(`  ${outcome}: ${verdicts.length}`);
    const target = receipts ?? `${file}.receipts.json`;
    const content: ReceiptsFile = {
      format: 'klatiene-receipts-1',
      replica: header.replica,
      receipts: [...imported.receipts],
    };
    await writeFile(target, `${JSON.stringify(content)}\n`);
    print(`receipts for the counter: ${target}`);
    if (missing.length === 0) return 0;
    complain(
      `The file is not whole: of its ${header.parts} parts ${missing.length} are damaged or not there (${missing.map((part) => part + 1).join(', ')}). What is there was taken. Save the file again at the counter and import it too; nothing comes in twice.`,
    );
    return 1;
  });
}

function optionsOf(args: readonly string[]): {
  readonly file: string;
  readonly receipts: string | undefined;
} {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { file: { type: 'string' }, receipts: { type: 'string' } },
    });
    if (values.file !== undefined) return { file: values.file, receipts: values.receipts };
  } catch {
    // Said below.
  }
  throw new CommandProblem(USAGE, 2);
}

async function importFile(bytes: Uint8Array<ArrayBuffer>): Promise<Imported> {
  const opened = await openDatabase(readSettings(), complain);
  try {
    const { connection } = opened;
    const institution = await ensureInstitution(connection.kysely);
    const database = { kysely: connection.kysely, institution };
    const devices = new Devices(database, { clock: realClock, random: realRandom });
    const imported = await importOperations(
      {
        cases: {
          store: pgCaseStore({ connection, institution }),
          references: new PgReferenceLibrary(database),
          directory: new PgDirectory(database, realClock),
          hash: realHash,
          clock: realClock,
        },
        keys: await ensureCentreKeys(database, { cryptography: realCryptography, clock: realClock }),
        cryptography: realCryptography,
        findPublicKey: (replica) => devices.findPublicKey(replica),
        readDurability: () => readDurability(connection),
      },
      bytes,
      true,
      (count) => complain(`${count} operations`),
    );
    if (!imported.ok) {
      const { code, part } = imported.problem;
      throw new CommandProblem(part === 0 ? SENTENCES[code] : `Part ${part + 1}: ${SENTENCES[code]}`);
    }
    await publishOnce(database, [...imported.value.changedSpaces]);
    return imported.value;
  } finally {
    await opened.close();
  }
}
