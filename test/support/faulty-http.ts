import { type Http, type HttpAnswer, type HttpRequest, StreamRefused } from '#renderer/sync/http.ts';
import type { AbortSignalLike } from '#shared/kernel/ports.ts';

/** What happens to a request instead of its answer; `undefined`: nothing does. */
export type LineFault = (
  request: HttpRequest,
) => HttpAnswer | 'no-connection' | 'answer-lost' | 'no-answer' | undefined;

/** The line to a real centre, which fails when the test says so. */
export class FaultyHttp implements Http {
  readonly #line: Http;
  readonly sent: HttpRequest[] = [];
  /** How many answers of the centre were lost, each when the centre had answered. */
  lostAnswers = 0;
  fault: LineFault = () => undefined;
  /** What becomes of a request on its way. */
  change: (request: HttpRequest) => HttpRequest = (request) => request;

  constructor(line: Http) {
    this.#line = line;
  }

  /** Cuts the line for everything, or mends it. */
  cut(): void {
    this.fault = () => 'no-connection';
  }

  mend(): void {
    this.fault = () => undefined;
  }

  sentTo(path: string): readonly HttpRequest[] {
    return this.sent.filter((request) => request.path === path);
  }

  async send(request: HttpRequest): Promise<HttpAnswer> {
    this.sent.push(request);
    const fault = this.fault(request);
    if (fault === 'no-connection') throw new Error('no connection');
    // A connection that is open on this side alone.
    if (fault === 'no-answer') return new Promise(() => {});
    if (fault !== undefined && fault !== 'answer-lost') return fault;
    const answer = await this.#line.send(this.change(request));
    if (fault === 'answer-lost') {
      this.lostAnswers += 1;
      throw new Error('cut off');
    }
    return answer;
  }

  /** There is no stream: what these tests need goes by the poll and by being told to. */
  async stream(_request: { readonly signal: AbortSignalLike }): Promise<void> {
    throw new StreamRefused(503);
  }
}
