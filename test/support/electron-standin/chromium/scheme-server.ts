import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { report } from '#test/support/electron-standin/report.ts';
import { findSchemeOf, schemeRegistry, toApplication, toServed } from './scheme-registry.ts';

/** Headers that belong to the way to the stand-in, not to the request. */
const HOP_HEADER = /^(host|connection|keep-alive|transfer-encoding|upgrade)$/;
/** Headers in which Chromium names an address. */
const ADDRESS_HEADER = /^(origin|referer)$/;
/** Longer than any test, so that Chromium never meets a connection just being closed. */
const KEEP_ALIVE_MS = 3_600_000;

/** Starts the loopback server that asks the handlers of `protocol.handle`. Returns its port. */
export async function startSchemeServer(): Promise<number> {
  const server: Server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error) => {
      report(`the handler failed on ${incoming.url}`, error);
      outgoing.destroy(); // a handler that throws is a network error to the page
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const found = findSchemeOf(incoming.headers.host ?? '');
  const handler = found && schemeRegistry.findHandler(found.scheme);
  if (found === undefined || handler === undefined || !isPrivileged(found.scheme, incoming)) {
    outgoing.destroy();
    return;
  }
  const response = await handler(toRequest(incoming, `${found.scheme}://${found.host}${incoming.url}`));
  if (response.type === 'error') {
    outgoing.destroy();
    return;
  }
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie')
      outgoing.setHeader(name, name === 'content-security-policy' ? toServed(value) : value);
  }
  outgoing.flushHeaders();
  if (response.body === null) {
    outgoing.end();
    return;
  }
  // The page may go away in the middle; then the application's stream is cancelled and nobody is left to tell.
  await pipeline(Readable.fromWeb(response.body as ReadableStream<Uint8Array>), outgoing).catch(() => {});
}

/** Electron refuses these to a scheme that was registered without the privilege. */
function isPrivileged(scheme: string, incoming: IncomingMessage): boolean {
  const privileges = schemeRegistry.findPrivileges(scheme);
  if (incoming.headers['service-worker'] === 'script') return privileges?.allowServiceWorkers === true;
  if (incoming.headers['sec-fetch-dest'] === 'empty') return privileges?.supportFetchAPI === true;
  return true;
}

function toRequest(incoming: IncomingMessage, url: string): Request {
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value !== 'string' || HOP_HEADER.test(name)) continue;
    headers.set(name, ADDRESS_HEADER.test(name) ? toApplication(value) : value);
  }
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const body = Readable.toWeb(incoming) as BodyInit;
  // The compiler takes the browser's options, which lack Node's `duplex`.
  const options: RequestInit & { duplex: 'half' } = { method, headers, body, duplex: 'half' };
  return new Request(url, options);
}
