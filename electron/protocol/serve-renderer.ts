import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { APP_SCHEME } from './app-address.ts';
import { composeContentSecurityPolicy } from './content-security-policy.ts';
import { findAssetPath } from './find-asset-path.ts';

/**
 * Answers every request of the scheme from `folder`. `centreOrigin` is asked at each answer, so that a changed setting
 * holds from the next load of the page.
 */
export function serveRenderer(folder: string, centreOrigin: () => string): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const headers = {
      'content-security-policy': composeContentSecurityPolicy(centreOrigin()),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers });
    }
    const asset = findAssetPath(folder, request.url);
    const content = asset && (await findContent(asset.path));
    if (asset === undefined || content === undefined) return new Response(null, { status: 404, headers });
    return new Response(content, { headers: { ...headers, 'content-type': asset.contentType } });
  });
}

/** The files are few and small and may lie inside of the archive, so each is read whole. */
async function findContent(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch {
    return undefined;
  }
}
