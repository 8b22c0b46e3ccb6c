import type { DevToolsSession } from '#test/support/electron-standin/chromium/devtools-session.ts';

/** Someone who waits for one document to load. */
interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}

/** Follows the documents of a page, so that main can wait for the very one it asked for. */
export class PageLoads {
  /** Chromium's name of the document that the page shows, and of the last one that has loaded. */
  #shown = '';
  #loaded = '';
  readonly #waiting = new Map<string, Waiting>();

  constructor(page: DevToolsSession) {
    page.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      const left = this.#shown;
      this.#shown = frame.loaderId;
      this.#take(left)?.reject(new Error('ERR_ABORTED'));
    });
    page.on('Page.loadEventFired', () => {
      this.#loaded = this.#shown;
      this.#take(this.#loaded)?.resolve();
    });
    page.onDetached(() => {
      for (const name of [...this.#waiting.keys()]) this.#take(name)?.reject(new Error('ERR_ABORTED'));
    });
  }

  /** Resolves when the document has loaded. Rejects with "ERR_ABORTED" when the page is left for another, or closed. */
  untilLoaded(name: string): Promise<void> {
    if (this.#loaded === name) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.set(name, { resolve, reject }));
  }

  #take(name: string): Waiting | undefined {
    const waiting = this.#waiting.get(name);
    this.#waiting.delete(name);
    return waiting;
  }
}
