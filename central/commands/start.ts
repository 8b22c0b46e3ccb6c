import '#shared/kernel/zod-jitless.ts';
import path from 'node:path';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#central/demo/demo-accounts.ts';
import type { Settings } from '#central/settings/settings.ts';
import { DESKTOP_BUILD, ensureBuilt, PROGRAM_FOLDER, WEB_BUILD } from './builds.ts';
import { findDesktop, openDesktop, withoutWindowSentence } from './desktop.ts';
import { type LaunchedCentre, launchCentre } from './launch-centre.ts';
import { readSettings } from './read-settings.ts';
import { runCommand } from './run-command.ts';
import { CommandProblem, print } from './terminal.ts';

/**
 * `npm start`: builds what is missing, starts the centre with its database, opens the desktop window where it can, and
 * runs until Ctrl-C or another signal, which stops everything. Closing the window stops nothing.
 *
 *     building, launching → ready → stopping → ended
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(async () => {
    if (args.length > 0) {
      throw new CommandProblem('"npm start" takes no arguments; it is told by environment variables.', 2);
    }
    const settings = readSettings();
    // Whoever reads our words may go first; the database is stopped all the same.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
    const stopped = stopSignal();
    const centre = await launchCentre(settings, {
      log: print,
      webFolder: path.join(PROGRAM_FOLDER, WEB_BUILD.output),
      beforeListening: () => ensureBuilt(WEB_BUILD, { log: print, signal: stopped }),
    });
    try {
      if (!stopped.aborted) await welcome(centre, settings, stopped);
      await untilAborted(stopped);
    } finally {
      print('Stopping.');
      await centre.stop();
    }
    return 0;
  });
}

async function welcome(centre: LaunchedCentre, settings: Settings, stopped: AbortSignal): Promise<void> {
  if (!settings.isHeadless) await openWindow(centre, settings, stopped);
  if (stopped.aborted) return;
  if (centre.isDemo) {
    print(`Demonstration accounts, all with the password ${DEMO_PASSWORD}:`);
    for (const { member, does } of DEMO_ACCOUNTS) print(`  ${member.login.padEnd(18)} ${does}`);
  }
  print(`Klātiene is ready: ${centre.address}`);
}

async function openWindow(centre: LaunchedCentre, settings: Settings, stopped: AbortSignal): Promise<void> {
  const place = findDesktop();
  if (place.kind === 'impossible') {
    print(withoutWindowSentence(place.reason));
    return;
  }
  await ensureBuilt(DESKTOP_BUILD, { log: print, signal: stopped });
  if (stopped.aborted) return;
  const window = openDesktop({
    binary: place.binary,
    dataFolder: settings.dataFolder,
    address: centre.address,
    onFailure: (reason) => {
      if (!stopped.aborted) print(withoutWindowSentence(reason));
    },
  });
  stopped.addEventListener('abort', () => window.kill(), { once: true });
}

const PARENT_CHECK_MILLISECONDS = 500;

/** Aborted by the first signal that asks this process to end. Later ones change nothing: stopping is under way. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  // npm passes a signal on to its shell only, which ends without a word to us: then we have another parent.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => process.ppid !== parent && stop(), PARENT_CHECK_MILLISECONDS).unref();
  }
  return controller.signal;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
