import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** Milliseconds from asking the counter's worker to register until it answered, the latest last. */
    registerAnswers: number[];
  }
}

/** Lets the page note how long the counter's worker takes to answer a registration. Before the page is opened. */
export async function noteRegisterAnswers(page: Page): Promise<void> {
  await page.addInitScript(putNotes);
}

/** How long the latest answer took: the operation then is in the journal, and the journal was flushed. */
export async function latestRegisterAnswer(page: Page): Promise<number> {
  const milliseconds = await page.evaluate(() => window.registerAnswers.at(-1));
  if (milliseconds === undefined) throw new Error('the counter was not asked to register');
  return milliseconds;
}

/** Runs in the page, so it can reach nothing of this file. */
function putNotes(): void {
  /** A call to the worker and its answer have the same identifier. */
  interface Call {
    readonly id?: string;
    readonly path?: readonly string[];
  }
  window.registerAnswers = [];
  Worker.prototype.postMessage = new Proxy(Worker.prototype.postMessage, {
    apply(post, worker: Worker, args: [Call]) {
      const [{ id, path }] = args;
      if (path?.at(-1) === 'register') {
        const askedAt = performance.now();
        worker.addEventListener('message', function listen({ data }: MessageEvent<Call>) {
          if (data.id !== id) return;
          worker.removeEventListener('message', listen);
          window.registerAnswers.push(performance.now() - askedAt);
        });
      }
      return Reflect.apply(post, worker, args) as unknown;
    },
  });
}
