import { z } from 'zod';
import type { JournalGrant } from '#shared/bridge/bridge.ts';

/** What the journal's worker says of itself. */
const WorkerNews = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened') }),
  z.object({ kind: z.literal('held-elsewhere') }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
  z.object({ kind: z.literal('released') }),
]);
type WorkerNews = z.infer<typeof WorkerNews>;

/**
 * This page's hold on the journal: a worker that has the journal's files open. Nobody else of this origin can open them
 * until it is released or the page is gone.
 *
 *     free → opening → holding → released → free
 */
export class JournalHolding {
  readonly #startWorker: () => Worker;
  readonly #connectKeeper: () => MessagePort | undefined;
  #worker: Worker | undefined;
  #lastTurn: Promise<unknown> = Promise.resolve();

  /** `connectKeeper` gives the worker what keeps its key while the page is loaded anew. */
  constructor(startWorker: () => Worker, connectKeeper: () => MessagePort | undefined) {
    this.#startWorker = startWorker;
    this.#connectKeeper = connectKeeper;
  }

  /** Tries to open the journal's files. A hold that this page has already is released first. */
  open(): Promise<JournalGrant<MessagePort>> {
    return this.#inTurn(async () => {
      await this.#release();
      const worker = this.#startWorker();
      const { port1, port2 } = new MessageChannel();
      const answer = nextNews(worker);
      const keeper = this.#connectKeeper();
      const transfer = keeper === undefined ? [port2] : [port2, keeper];
      worker.postMessage({ kind: 'open', port: port2, keeper }, transfer);
      const news = await answer;
      if (news.kind === 'opened') {
        this.#worker = worker;
        return { outcome: 'opened', port: port1 };
      }
      worker.terminate();
      port1.close();
      if (news.kind === 'held-elsewhere') return { outcome: 'held-elsewhere' };
      return { outcome: 'failed', reason: news.kind === 'failed' ? news.reason : 'unexpected answer' };
    });
  }

  /** Gives the files back, so that another page can open them. Answers whether this page had them. */
  giveUp(): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#worker === undefined) return false;
      await this.#release();
      return true;
    });
  }

  async #release(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#worker = undefined;
    const answer = nextNews(worker);
    worker.postMessage({ kind: 'release' });
    await answer;
    worker.terminate();
  }

  /** One step after the other: a page that opens twice at once does not lock itself out. */
  #inTurn<Answer>(step: () => Promise<Answer>): Promise<Answer> {
    const turn = this.#lastTurn.then(step);
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }
}

/** The next thing that the worker says; `failed` when it cannot run at all. */
function nextNews(worker: Worker): Promise<WorkerNews> {
  return new Promise((resolve) => {
    const stop = new AbortController();
    const answer = (news: WorkerNews): void => {
      stop.abort();
      resolve(news);
    };
    worker.addEventListener(
      'message',
      (event: MessageEvent<unknown>) => {
        const news = WorkerNews.safeParse(event.data);
        answer(news.success ? news.data : { kind: 'failed', reason: 'unexpected answer' });
      },
      { signal: stop.signal },
    );
    worker.addEventListener('error', () => answer({ kind: 'failed', reason: 'worker failed' }), {
      signal: stop.signal,
    });
  });
}
