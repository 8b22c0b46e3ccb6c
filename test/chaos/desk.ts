import type { Page } from '@playwright/test';
import { CounterBrowser } from '#test/support/counter-browser.ts';
import { DEMO_PASSWORD } from '#test/support/counter-page.ts';
import type { FaultyLine } from './faulty-line.ts';

/** Who sits where. */
export interface DeskPlace {
  readonly login: string;
  /** The counter's number; empty for who works at no counter. */
  readonly counter: string;
  /** The heading of the first screen of this person. */
  readonly home: string;
}

const STARTED_MILLISECONDS = 60_000;
const LOADED_MILLISECONDS = 45_000;
const ACT_MILLISECONDS = 15_000;
/** Nothing has moved for this long: the page is loaded anew. */
const STANDSTILL_MILLISECONDS = 20_000;

/** The run ends; what was under way is of no interest any more. */
export class Ended extends Error {
  override readonly name = 'Ended';
}

/**
 * A person's place: a Chromium with a profile on disk, and the page that the person looks at. It can be killed, brought
 * back, and given another page at any moment; who works at it finds its way again by `settle`.
 *
 *     up → killed (down) → restarted → up
 */
export class Desk {
  readonly place: DeskPlace;
  readonly line: FaultyLine;
  readonly browser: CounterBrowser;
  #page: Page | undefined;
  #up = Promise.withResolvers<void>();
  #hasEnded = false;

  constructor(place: DeskPlace, line: FaultyLine, profile: string) {
    this.place = place;
    this.line = line;
    this.browser = CounterBrowser.at(profile);
    this.browser.promiseToKeep(line.origin);
  }

  get name(): string {
    return this.place.counter === '' ? this.place.login : this.place.counter;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** The page that the person looks at; waits while there is none. */
  async page(): Promise<Page> {
    for (;;) {
      await this.#up.promise;
      if (this.#hasEnded) throw new Ended();
      if (this.#page !== undefined) return this.#page;
    }
  }

  isLookingAt(page: Page): boolean {
    return this.#page === page;
  }

  /** Starts the browser on its profile, opens the page, and tries again until that has worked. */
  async start(): Promise<void> {
    while (!this.#hasEnded) {
      try {
        await within(STARTED_MILLISECONDS, this.browser.resume());
        this.#show(await this.#prepare(await within(LOADED_MILLISECONDS, this.browser.newPage())));
        return;
      } catch {
        // A full disk lets no browser start, and a line that is cut loads nothing the first time.
        await this.browser.kill();
        await passing(1000);
      }
    }
  }

  async kill(): Promise<void> {
    this.#hide();
    await this.browser.kill();
  }

  /** Another tab of the same profile. The person does not look at it yet. */
  async openTab(): Promise<Page> {
    return this.#prepare(await within(LOADED_MILLISECONDS, this.browser.newPage()));
  }

  /** From now on the person looks at this page. */
  lookAt(page: Page): void {
    this.#show(page);
  }

  /** Ends for good: whoever waits for the page is told. The profile stays. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    this.#up.resolve();
    await this.browser.kill();
  }

  /**
   * Brings a page from whatever it shows to the person's first screen: signs in, opens what is sealed, takes over,
   * becomes the counter. Throws when that has not worked within `milliseconds`.
   */
  async settle(page: Page, milliseconds: number): Promise<void> {
    const until = performance.now() + milliseconds;
    let movedAt = performance.now();
    for (;;) {
      if (this.#hasEnded) throw new Ended();
      if (await page.getByRole('heading', { name: this.place.home, exact: true }).isVisible()) return;
      const now = performance.now();
      if (now > until) throw new Error(`${this.name} does not come to its first screen`);
      if (await this.#step(page).catch(() => false)) movedAt = performance.now();
      else if (now - movedAt > STANDSTILL_MILLISECONDS) {
        await page.goto(this.line.origin).catch(() => undefined);
        movedAt = performance.now();
      }
      await passing(150);
    }
  }

  /** One step nearer to the first screen. Answers whether there was one to take. */
  async #step(page: Page): Promise<boolean> {
    const { login, counter } = this.place;
    const takeOver = page.getByRole('button', { name: 'Pārņemt šeit' });
    if (await takeOver.isVisible()) {
      await takeOver.click();
      await passing(1500);
      return true;
    }
    const unlock = page.getByLabel('Parole, ar kuru šeit ir strādāts', { exact: true });
    if (await unlock.isVisible()) {
      await unlock.fill(DEMO_PASSWORD);
      await page.getByRole('button', { name: 'Atvērt', exact: true }).click();
      await passing(1000);
      return true;
    }
    const loginField = page.getByRole('textbox', { name: 'Lietotājvārds' });
    if (await loginField.isVisible()) {
      await loginField.fill(login);
      await page.getByLabel('Parole', { exact: true }).fill(DEMO_PASSWORD);
      await page.getByRole('button', { name: 'Pierakstīties' }).click();
      // The password is stretched, and the centre may be asked in vain.
      await loginField.waitFor({ state: 'hidden', timeout: ACT_MILLISECONDS });
      return true;
    }
    const choice = page.getByRole('radio', { name: new RegExp(`^${counter} `) });
    if (counter !== '' && (await choice.isVisible())) {
      await choice.check();
      await page.getByRole('button', { name: /Sākt darbu/ }).click();
      await passing(1000);
      return true;
    }
    // A question of the program first, then the way to the first screen.
    await page.keyboard.press('Escape');
    await page.keyboard.press(counter === '' ? 'Alt+5' : 'Alt+2');
    return false;
  }

  async #prepare(page: Page): Promise<Page> {
    page.setDefaultTimeout(ACT_MILLISECONDS);
    page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
    await page.goto(this.line.origin, { timeout: LOADED_MILLISECONDS, waitUntil: 'commit' });
    return page;
  }

  #show(page: Page): void {
    this.#page = page;
    this.#up.resolve();
  }

  #hide(): void {
    if (this.#page === undefined) return;
    this.#page = undefined;
    this.#up = Promise.withResolvers();
  }
}

/** Rejects when it takes longer. */
export function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('it took too long')), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

export function passing(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
