import { join } from 'node:path';
import { app } from './api/app.ts';
import { chromiumSwitches } from './api/command-line.ts';
import { application } from './application.ts';
import { chromium } from './chromium/chromium.ts';
import { launchChromium } from './chromium/chromium-process.ts';
import { schemeRegistry } from './chromium/scheme-registry.ts';
import { startSchemeServer } from './chromium/scheme-server.ts';

/** Starts Chromium for the application whose main script has just run, and tells it that it is ready. */
export async function start(): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  if (application.isQuitting) return; // a second instance has told the first one and leaves

  const port = await startSchemeServer();
  const started = await launchChromium(
    join(app.getPath('sessionData'), 'Chromium'),
    chromiumSwitches,
    schemeRegistry.composeHostRules(port),
  );
  started.connection.onClosed(() => {
    if (!application.isQuitting) process.exit(1);
  });
  await chromium.adopt(started);
  Object.defineProperty(process.versions, 'chrome', { value: chromium.version, enumerable: true });
  // Playwright reads this line and attaches.
  process.stderr.write(`\nDevTools listening on ${started.endpoint}\n`);
  app.announceReady();
}
