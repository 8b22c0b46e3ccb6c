import { type Http, type HttpAnswer, type HttpRequest, StreamRefused } from '#renderer/sync/http.ts';
import type { AbortSignalLike } from '#shared/kernel/ports.ts';

/** No answer within this time counts as no connection. */
const TIMEOUT_MILLISECONDS = 30_000;

/** Bodies from this size on are compressed. */
const COMPRESS_FROM_CHARACTERS = 1024;

/** The network of a window or a worker. `origin` is the centre's; empty for the one that served this page. */
export function webHttp(origin: string): Http {
  return {
    send: (request) => send(origin, request),
    stream: (request, onLine) => stream(origin, request, onLine),
  };
}

async function send(origin: string, request: HttpRequest): Promise<HttpAnswer> {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const isLarge = body !== undefined && body.length >= COMPRESS_FROM_CHARACTERS;
  const headers = new Headers({ accept: request.wantsBytes === true ? '*/*' : 'application/json' });
  if (request.token !== undefined) headers.set('authorization', `Bearer ${request.token}`);
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (request.bytes !== undefined) headers.set('content-type', 'application/octet-stream');
  if (isLarge) headers.set('content-encoding', 'gzip');
  const response = await fetch(`${origin}${request.path}`, {
    method: request.method,
    headers,
    body: isLarge ? await gzip(body) : (body ?? request.bytes ?? null),
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    signal: withTimeout(request.signal),
  });
  const isBytes = request.wantsBytes === true && response.ok;
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    retryAfterSeconds: secondsOf(response.headers.get('retry-after')),
    ...(isBytes
      ? { text: '', bytes: new Uint8Array(await response.arrayBuffer()) }
      : { text: await response.text() }),
  };
}

async function stream(
  origin: string,
  request: { readonly path: string; readonly token: string; readonly signal: AbortSignalLike },
  onLine: (line: string) => void,
): Promise<void> {
  const response = await fetch(`${origin}${request.path}`, {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${request.token}` },
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    signal: signalOf(request.signal),
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (response.status !== 200 || !isStream || response.body === null) {
    await response.body?.cancel();
    throw new StreamRefused(response.status);
  }
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  }
}

async function gzip(text: string): Promise<ArrayBuffer> {
  const compressed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(compressed).arrayBuffer();
}

function withTimeout(signal: AbortSignalLike | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
  return signal === undefined ? timeout : AbortSignal.any([timeout, signalOf(signal)]);
}

/** The platform's signal behind the part of it that pure code sees. */
function signalOf(signal: AbortSignalLike): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  signal.addEventListener('abort', () => controller.abort(), { once: true });
  return controller.signal;
}

function secondsOf(header: string | null): number | undefined {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
