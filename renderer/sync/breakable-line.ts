import type { AbortSignalLike } from '#shared/kernel/ports.ts';
import type { Http, HttpAnswer, HttpRequest } from './http.ts';

/**
 * The network, with everything that is under way on it given up at once when somebody says so: a connection that is open
 * on this side alone never answers and never fails (SE29).
 */
export class BreakableLine implements Http {
  readonly #http: Http;
  readonly #running = new Set<AbortController>();

  constructor(http: Http) {
    this.#http = http;
  }

  /** Gives up every request and every stream. What asks next gets a new connection. */
  breakAll(): void {
    for (const attempt of this.#running) attempt.abort();
  }

  send(request: HttpRequest): Promise<HttpAnswer> {
    return this.#attempt(request.signal, (signal) => this.#http.send({ ...request, signal }));
  }

  stream(request: Parameters<Http['stream']>[0], onLine: Parameters<Http['stream']>[1]): Promise<void> {
    return this.#attempt(request.signal, (signal) =>
      this.#http.stream({ ...request, signal }, (line) => {
        if (!signal.aborted) onLine(line);
      }),
    );
  }

  /** Settles when the attempt is given up, also where whatever is below does not heed the signal. */
  async #attempt<Value>(
    outer: AbortSignalLike | undefined,
    work: (signal: AbortSignalLike) => Promise<Value>,
  ): Promise<Value> {
    const attempt = new AbortController();
    const giveUp = (): void => attempt.abort();
    if (outer?.aborted === true) giveUp();
    outer?.addEventListener('abort', giveUp, { once: true });
    this.#running.add(attempt);
    try {
      const givenUp = new Promise<never>((_, reject) => {
        const fail = (): void => reject(new Error('given up'));
        if (attempt.signal.aborted) fail();
        else attempt.signal.addEventListener('abort', fail, { once: true });
      });
      return await Promise.race([work(attempt.signal), givenUp]);
    } finally {
      this.#running.delete(attempt);
      outer?.removeEventListener('abort', giveUp);
    }
  }
}
