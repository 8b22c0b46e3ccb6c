import { PassThrough, type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FastifyRequest, RequestPayload } from 'fastify';
import { Problem } from './problem.ts';

/**
 * Decompresses a request body that says it is gzip. It stops at the address's own limit, so that a small body that
 * grows without end costs no more than a large one (`docs/sync-protocol.md`, PR28).
 */
export async function gunzipBody(
  request: FastifyRequest,
  _reply: unknown,
  payload: RequestPayload,
): Promise<RequestPayload> {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity') return payload;
  if (encoding !== 'gzip') throw new Problem('unsupported-content');
  return decompressed(payload, request.routeOptions.bodyLimit);
}

function decompressed(payload: Readable, mostBytes: number): RequestPayload {
  // The framework compares what arrived with the length that was announced.
  const body = new LimitedBody(mostBytes);
  const arriving = new PassThrough();
  const gunzip = createGunzip();
  arriving.on('data', (chunk: Buffer) => {
    body.receivedEncodedLength += chunk.length;
  });
  gunzip.on('error', () => {
    const errors = [{ pointer: '', detail: 'The body must be compressed with gzip, and whole.' }];
    body.destroy(new Problem('invalid-request', { errors }));
  });
  body.on('close', () => {
    // The request itself must live on, for its answer.
    payload.unpipe(arriving);
    payload.resume();
    gunzip.destroy();
  });
  payload.on('error', (failure) => body.destroy(failure));
  payload.pipe(arriving).pipe(gunzip).pipe(body);
  return body;
}

/** Lets bytes through until there are too many. */
class LimitedBody extends Transform {
  receivedEncodedLength = 0;
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    super();
    this.#mostBytes = mostBytes;
  }

  override _transform(
    chunk: Buffer,
    _encoding: unknown,
    done: (failure: Error | null, chunk?: Buffer) => void,
  ) {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#mostBytes) done(new Problem('body-too-large'));
    else done(null, chunk);
  }
}
