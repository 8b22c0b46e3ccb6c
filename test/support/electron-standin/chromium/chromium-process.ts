import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { environment } from '#test/support/electron-standin/environment.ts';
import { findChromium } from '#test/support/find-chromium.ts';
import { DevToolsConnection } from './devtools-connection.ts';

const PROFILE_WAIT_MS = 10_000;
const CLOSE_WAIT_MS = 3_000;

const SWITCHES = [
  '--no-sandbox',
  '--no-first-run',
  '--no-startup-window',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-back-forward-cache',
  '--disable-component-update',
  '--password-store=basic',
  '--use-fake-device-for-media-stream',
];

// The application's own switches that would take the stand-in's lines to Chromium away.
const RESERVED_SWITCH = /^(remote-debugging|inspect|enable-automation|user-data-dir|host-resolver-rules)/;

/** Electron gives every `MessagePort` a `close` event; Chromium has it behind this switch. */
const PORT_CLOSE_FEATURE = 'MessagePortCloseEvent';

/** A Chromium that runs, and the line to it. */
export interface ChromiumProcess {
  readonly connection: DevToolsConnection;
  /** Address at which others, such as Playwright, may speak to it. */
  readonly endpoint: string;
  /** Closes it, if need be by force, and waits until it has gone. */
  stop(): Promise<void>;
}

/**
 * Starts Chromium on the profile folder `profile`. `switches` are the application's, `hostRules` is the value of Chromium's
 * `--host-resolver-rules`. Throws with Chromium's own words when it ends instead of starting.
 */
export async function launchChromium(
  profile: string,
  switches: ReadonlyMap<string, string>,
  hostRules: string,
): Promise<ChromiumProcess> {
  mkdirSync(profile, { recursive: true });
  await waitUntilFree(profile);
  const parameters = [
    ...(environment.isHeaded ? [] : ['--headless=new']),
    ...SWITCHES,
    ...composeSwitches(switches),
    `--host-resolver-rules=${hostRules}`,
    `--user-data-dir=${profile}`,
    // The port is for Playwright. The pipe is ours: it is quicker, and Chromium ends itself when the pipe breaks, so that
    // none is left behind when this process is killed.
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
  ];
  const child = spawn(findChromium(), parameters, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  process.on('exit', () => child.kill('SIGKILL'));
  const [, , , output, input] = child.stdio as [null, null, Readable, Writable, Readable];
  const connection = new DevToolsConnection(input, output);
  const endpoint = await readEndpoint(child);
  return { connection, endpoint, stop: () => stopChromium(child, connection) };
}

function composeSwitches(switches: ReadonlyMap<string, string>): string[] {
  const features = [PORT_CLOSE_FEATURE, switches.get('enable-blink-features')];
  const all = new Map(switches).set('enable-blink-features', features.filter(Boolean).join(','));
  return [...all]
    .filter(([name]) => !RESERVED_SWITCH.test(name))
    .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
}

/** A Chromium of a run that was killed may still be writing; a second one on the same profile would end at once. */
async function waitUntilFree(profile: string): Promise<void> {
  const deadline = Date.now() + PROFILE_WAIT_MS;
  while (isInUse(profile)) {
    if (Date.now() > deadline) throw new Error(`Another Chromium keeps using the profile ${profile}`);
    await sleep(50);
  }
}

function isInUse(profile: string): boolean {
  try {
    const owner = Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1));
    process.kill(owner, 0);
    return true;
  } catch {
    return false;
  }
}

function readEndpoint(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (environment.isVerbose) process.stderr.write(text);
      if (said === '' || !said.includes('DevTools listening')) said += text;
      const endpoint = /DevTools listening on (ws:\/\/\S+)\s/.exec(said)?.[1];
      if (endpoint !== undefined) resolve(endpoint);
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`Chromium ended with code ${code}:\n${said}`)));
  });
}

async function stopChromium(child: ChildProcess, connection: DevToolsConnection): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  connection.send('Browser.close').catch(() => {});
  await Promise.race([gone, sleep(CLOSE_WAIT_MS, undefined, { ref: false })]);
  child.kill('SIGKILL');
  await gone;
}
