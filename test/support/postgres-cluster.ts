import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { type RunningCluster, startCluster } from '#central/database/cluster/start-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server in which every test file makes a schema of its own (`test-database.ts`). */
    databaseUrl: string;
  }
}

let running: { readonly cluster: RunningCluster; readonly dataFolder: string } | undefined;

/** One server for the whole run: the one that `DATABASE_URL` names, else an embedded one in a folder of its own. */
export async function setup(project: TestProject): Promise<void> {
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL !== undefined && DATABASE_URL !== '') {
    project.provide('databaseUrl', DATABASE_URL);
    return;
  }
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'klatiene-test-'));
  // As root the database runs as another user, who must be able to pass through.
  chmodSync(dataFolder, 0o711);
  const cluster = await startCluster({ dataFolder, log: () => {} });
  running = { cluster, dataFolder };
  project.provide('databaseUrl', cluster.connectionString);
}

/** Stops the server and removes its folder. */
export async function teardown(): Promise<void> {
  if (running === undefined) return;
  await running.cluster.stop();
  rmSync(running.dataFolder, { recursive: true, force: true });
}
