import { cp, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { CounterBrowser } from '#test/support/counter-browser.ts';
import { becomeCounter, waitForServiceWorker } from '#test/support/counter-page.ts';
import type { BenchRun } from './bench-run.ts';
import { installProbe } from './page-probe.ts';

/** Chromium writes some of what a page stored only after a while. */
const SETTLING_MILLISECONDS = 3000;

/**
 * A counter as its computer looks in the morning: Chromium's profile with the application installed, the device enrolled
 * and what the counter holds. Every opening begins with a new Chromium on a copy of that profile.
 */
export class PreparedCounter {
  readonly #browser: CounterBrowser;
  readonly #template: string;
  readonly #origin: string;
  #session: Readonly<Record<string, string>> = {};
  #version = '';

  private constructor(browser: CounterBrowser, origin: string) {
    this.#browser = browser;
    this.#template = `${browser.profile}-template`;
    this.#origin = origin;
  }

  /**
   * Enrols a counter of the clerk's office at the centre that answers at `origin`. `prepare` brings the page to where the
   * profile is to be kept.
   */
  static async prepare(
    run: BenchRun,
    origin: string,
    prepare: (page: Page) => Promise<void> = async () => undefined,
  ): Promise<PreparedCounter> {
    const browser = await run.use(
      () => CounterBrowser.start(),
      (started) => started.stop(),
    );
    const counter = new PreparedCounter(browser, origin);
    const page = await browser.open(origin);
    await becomeCounter(page, 'clerk', 'SMI-1');
    await waitForServiceWorker(page);
    counter.#session = await page.evaluate(() => ({ ...sessionStorage }));
    counter.#version = page.context().browser()?.version() ?? '';
    await prepare(page);
    await counter.#keep();
    return counter;
  }

  get chromiumVersion(): string {
    return this.#version;
  }

  /** A new Chromium on a copy of the profile; its page is still empty, with the session of the clerk at hand. */
  async open(): Promise<Page> {
    await this.#browser.kill();
    await rm(this.#browser.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    await cp(this.#template, this.#browser.profile, { recursive: true });
    await this.#browser.resume();
    const page = await this.#browser.open('about:blank');
    await installProbe(page, this.#session);
    return page;
  }

  /** Opens the queue in a page of `open`. */
  async openQueue(page: Page): Promise<void> {
    await page.goto(`${this.#origin}/requests`, { waitUntil: 'commit' });
  }

  /** The profile as it is now becomes the one that every opening begins with. */
  async keepPresent(): Promise<void> {
    await rm(this.#template, { recursive: true, force: true });
    await this.#keep();
  }

  /** Ends Chromium until it is opened again. */
  close(): Promise<void> {
    return this.#browser.kill();
  }

  async #keep(): Promise<void> {
    await wait(SETTLING_MILLISECONDS);
    await this.#browser.kill();
    await cp(this.#browser.profile, this.#template, {
      recursive: true,
      // What a running Chromium marks its profile with; a killed one leaves it there.
      filter: (path) => !basename(path).startsWith('Singleton'),
    });
  }
}
