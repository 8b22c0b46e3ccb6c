import { listen } from '#central/server.ts';
import { openTestCentre } from '#test/central/routes/test-centre.ts';

/** A centre with the demonstration in it that listens, for programs that reach it as they always do. */
export async function openListeningCentre(): Promise<{ origin: string; close(): Promise<void> }> {
  const centre = await openTestCentre();
  const origin = (await listen(centre.app, 0)).replace(/\/$/, '');
  return { origin, close: () => centre.close() };
}
