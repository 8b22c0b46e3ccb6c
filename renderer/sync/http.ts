import type { AbortSignalLike } from '#shared/kernel/ports.ts';

/** One request to the centre. `body` is sent as JSON, compressed; `bytes` as they are. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly bytes?: Uint8Array<ArrayBuffer> | undefined;
  /** The answer is wanted as bytes, not as text. */
  readonly wantsBytes?: true | undefined;
  readonly signal?: AbortSignalLike | undefined;
}

/** Whatever came back. Nothing is known yet of whether the centre said it. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfterSeconds: number | undefined;
  readonly text: string;
  /** The body of a good answer to a request that wanted bytes; `text` is empty then. */
  readonly bytes?: Uint8Array<ArrayBuffer> | undefined;
}

/** The network. */
export interface Http {
  /** Rejects when no whole answer came: no connection, or cut off in the middle. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /**
   * Reads an event stream line by line until it ends, fails or `signal` aborts. Rejects with the answer's status in
   * `StreamRefused` when it is not a stream.
   */
  stream(
    request: { readonly path: string; readonly token: string; readonly signal: AbortSignalLike },
    onLine: (line: string) => void,
  ): Promise<void>;
}

/** The centre did not give a stream. */
export class StreamRefused extends Error {
  override readonly name = 'StreamRefused';
  readonly status: number;

  constructor(status: number) {
    super('no event stream');
    this.status = status;
  }
}
