import { ensureInstitution } from '#central/demo/load-demo-data.ts';
import type { InstitutionDatabase } from '#central/directory/people.ts';
import { listen } from '#central/server.ts';
import { openTestCentre } from '#test/central/routes/test-centre.ts';

/** A centre with the demonstration in it that listens, for programs that reach it as they always do. */
export async function openListeningCentre(): Promise<{
  readonly origin: string;
  readonly database: InstitutionDatabase;
  close(): Promise<void>;
}> {
  const centre = await openTestCentre();
  const origin = (await listen(centre.app, 0)).replace(/\/$/, '');
  const { kysely } = centre.database.connection;
  const database = { kysely, institution: await ensureInstitution(kysely) };
  return { origin, database, close: () => centre.close() };
}
