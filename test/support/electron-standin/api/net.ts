import { openAsBlob } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schemeRegistry } from '#test/support/electron-standin/chromium/scheme-registry.ts';
import { environment } from '#test/support/electron-standin/environment.ts';

/** What Chromium answers for the files of a built renderer. */
const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Electron's `net`. */
export const net = {
  isOnline: (): boolean => environment.isOnline,

  /** Reads files and custom schemes as well as the network. Rejects with Chromium's error text when there is no such file. */
  async fetch(input: string | URL | Request, options?: RequestInit): Promise<Response> {
    const url = input instanceof Request ? input.url : String(input);
    if (url.startsWith('file:')) return readFile(fileURLToPath(url));
    const handler = schemeRegistry.findHandler(new URL(url).protocol.slice(0, -1));
    return handler === undefined ? fetch(input, options) : handler(new Request(input, options));
  },
};

async function readFile(path: string): Promise<Response> {
  const content = await openAsBlob(path).catch(() => undefined);
  if (content === undefined) throw new Error('net::ERR_FILE_NOT_FOUND');
  const type = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
  return new Response(content.stream(), { headers: { 'content-type': type } });
}
