import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findChromium } from './find-chromium.ts';

/**
 * A real Chromium with a profile on disk that outlives it, so that it can be killed and started again. Contexts that
 * the test tool makes itself live in memory and show nothing of durability.
 */
export class CounterBrowser {
  readonly profile: string;
  #process: ChildProcess | undefined;
  #browser: Browser | undefined;

  private constructor(profile: string) {
    this.profile = profile;
  }

  static async start(): Promise<CounterBrowser> {
    const browser = new CounterBrowser(await mkdtemp(join(tmpdir(), 'klatiene-profile-')));
    await browser.resume();
    return browser;
  }

  /** A browser on a profile at a place of the caller's, that does not run yet. */
  static at(profile: string): CounterBrowser {
    return new CounterBrowser(profile);
  }

  /** Starts Chromium on the same profile. */
  async resume(): Promise<void> {
    const child = spawn(
      findChromium(),
      [
        '--headless=new',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-session-crashed-bubble',
        '--window-size=1366,768',
        '--remote-debugging-port=0',
        `--user-data-dir=${this.profile}`,
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
    );
    this.#process = child;
    let said = '';
    const endpoint = await new Promise<string>((resolve, reject) => {
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8');
        const found = /DevTools listening on (ws:\/\/\S+)/.exec(said);
        if (found?.[1] !== undefined) resolve(found[1]);
      });
      child.on('exit', (code) => reject(new Error(`Chromium ended with ${code}:\n${said}`)));
    });
    this.#browser = await chromium.connectOverCDP(endpoint);
  }

  /** The one page, at `url`. */
  async open(url: string): Promise<Page> {
    const context = this.#browser?.contexts()[0];
    if (context === undefined) throw new Error('Chromium does not run');
    const page = context.pages()[0] ?? (await context.newPage());
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto(url);
    return page;
  }

  /**
   * Has the browser promise a page of `origin` to keep what it stores also when the disk is full, as it does for an
   * installed program. For a profile that was never used: what the developer tools grant holds only while they look.
   */
  promiseToKeep(origin: string): void {
    const folder = join(this.profile, 'Default');
    if (existsSync(folder)) return;
    mkdirSync(folder, { recursive: true });
    const exceptions = { durable_storage: { [`${origin},*`]: { setting: 1 } } };
    const preferences = { profile: { content_settings: { exceptions } } };
    writeFileSync(join(folder, 'Preferences'), JSON.stringify(preferences));
  }

  /** Its process, which leads the group of all that it started, while it runs. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Another page beside those that are open. */
  async newPage(): Promise<Page> {
    const context = this.#browser?.contexts()[0];
    if (context === undefined) throw new Error('Chromium does not run');
    const page = await context.newPage();
    await page.setViewportSize({ width: 1366, height: 768 });
    return page;
  }

  /** SIGKILL to the browser and everything it started. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    this.#browser = undefined;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
