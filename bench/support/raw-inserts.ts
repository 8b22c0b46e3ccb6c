import type { Client } from 'pg';
import { NodeFiles } from '#electron/journal/node-files.ts';
import { nodeHash } from '#electron/journal/node-hash.ts';
import { Journal } from '#shared/journal/journal.ts';
import type { OperationEntry } from '#shared/journal/journal-entry.ts';
import { plainCipher } from '#shared/journal/plain-cipher.ts';
import { operationsIn } from '#test/support/sample-operations.ts';

const BATCH = 200;
const TABLE = `create table if not exists bench_raw (
  digest text primary key, header text not null, salt text not null, payload text not null)`;

/** The operations of the journal in a folder. */
export async function readOperations(folder: string): Promise<readonly OperationEntry[]> {
  const files = new NodeFiles(folder);
  const journal = new Journal({ files, cipher: plainCipher, hash: nodeHash });
  const { lastSequence } = await journal.status();
  const records = await journal.read(0, lastSequence);
  await files.close();
  return operationsIn(records).map(({ entry }) => entry);
}

/** Inserts each in a transaction of its own; milliseconds for all. */
export function insertSingly(client: Client, operations: readonly OperationEntry[]): Promise<number> {
  return inserted(client, operations, 1);
}

/** Inserts 200 in a transaction by one statement; milliseconds for all. */
export function insertBatched(client: Client, operations: readonly OperationEntry[]): Promise<number> {
  return inserted(client, operations, BATCH);
}

async function inserted(
  client: Client,
  operations: readonly OperationEntry[],
  batch: number,
): Promise<number> {
  await client.query(TABLE);
  await client.query('truncate bench_raw');
  const begun = performance.now();
  for (let at = 0; at < operations.length; at += batch) {
    const rows = operations.slice(at, at + batch);
    const column = (name: keyof OperationEntry): readonly string[] => rows.map((row) => row[name]);
    // A statement alone is a transaction.
    await client.query(
      'insert into bench_raw (digest, header, salt, payload) select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])',
      [column('digest'), column('header'), column('salt'), column('payload')],
    );
  }
  return performance.now() - begun;
}
