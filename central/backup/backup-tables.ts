import { escapeIdentifier, type PoolClient } from 'pg';
import type { BackupTable } from './backup-records.ts';

/** What the migrator keeps of itself; a restore makes it anew by doing the steps. */
const MIGRATOR_TABLES: readonly string[] = ['kysely_migration', 'kysely_migration_lock'];

/** Whether the schema holds nothing at all, but for what belongs to the server's extensions. */
export async function isEmptySchema(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from pg_class
     where relnamespace = current_schema()::regnamespace
       and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
     limit 1`,
  );
  return rows.length === 0;
}

/** The steps of the schema that were done, in their order; none in a database that is not of this program. */
export async function doneMigrations(client: PoolClient): Promise<readonly string[]> {
  const { rows: known } = await client.query(
    "select to_regclass('kysely_migration') is not null as is_there",
  );
  if (known[0]?.is_there !== true) return [];
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name');
  return rows.map(({ name }) => name);
}

/** Every table with what has to be copied of it, those first that others refer to. */
export async function dataTables(client: PoolClient): Promise<readonly BackupTable[]> {
  const { rows: tables } = await client.query<BackupTable>(
    `select relname as name, array_agg(attname::text order by attnum) as columns
     from pg_class join pg_attribute on attrelid = pg_class.oid
     where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> all ($1)
       and attnum > 0 and not attisdropped and attgenerated = ''
     group by relname order by relname collate "C"`,
    [MIGRATOR_TABLES],
  );
  const { rows: references } = await client.query<{ from: string; to: string }>(
    `select distinct child.relname as "from", parent.relname as "to"
     from pg_constraint
     join pg_class as child on child.oid = conrelid join pg_class as parent on parent.oid = confrelid
     where contype = 'f' and child.relnamespace = current_schema()::regnamespace and conrelid <> confrelid`,
  );
  return inOrder(tables, references);
}

/** The statement that copies a table out. */
export function copyOutStatement({ name, columns }: BackupTable): string {
  return `copy ${escapeIdentifier(name)} (${columnList(columns)}) to stdout`;
}

/** The statement that copies a table in. */
export function copyInStatement({ name, columns }: BackupTable): string {
  return `copy ${escapeIdentifier(name)} (${columnList(columns)}) from stdin`;
}

/** Text of times and numbers must not depend on how the server is set. */
export const COPY_SETTINGS =
  "set local timezone = 'UTC'; set local datestyle = 'ISO'; set local client_encoding = 'UTF8'; set local extra_float_digits = 1; set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0";

function columnList(columns: readonly string[]): string {
  return columns.map((column) => escapeIdentifier(column)).join(', ');
}

function inOrder(
  tables: readonly BackupTable[],
  references: readonly { readonly from: string; readonly to: string }[],
): readonly BackupTable[] {
  const ordered: BackupTable[] = [];
  const visit = (table: BackupTable, above: readonly string[]): void => {
    if (ordered.includes(table) || above.includes(table.name)) return;
    for (const { from, to } of references) {
      const parent = from === table.name ? tables.find(({ name }) => name === to) : undefined;
      if (parent !== undefined) visit(parent, [...above, table.name]);
    }
    ordered.push(table);
  };
  for (const table of tables) visit(table, []);
  return ordered;
}
