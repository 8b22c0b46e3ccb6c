import { join, sep } from 'node:path';
import { APP_HOST, APP_SCHEME } from './app-address.ts';
import { findContentType } from './content-types.ts';

/** The page that answers every address of the application. */
const PAGE = 'index.html';

/** Which file answers an address. */
interface AssetPath {
  readonly path: string;
  readonly contentType: string;
}

/**
 * The file under `folder` that answers `address`: the file of that name where its ending is one of the renderer's, else
 * the application's page, which reads the rest of the address itself. `undefined` when the address is of another host or
 * tries to leave the folder.
 */
export function findAssetPath(folder: string, address: string): AssetPath | undefined {
  const url = URL.parse(address);
  if (url === null || url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST) return undefined;
  const pathname = findDecoded(url.pathname);
  // A backslash is a separator on Windows; an encoded slash could hide one more step upwards.
  if (pathname === undefined || /[\\\0]/.test(pathname) || pathname.split('/').includes('..'))
    return undefined;
  const contentType = findContentType(pathname);
  const path = join(folder, contentType === undefined ? PAGE : pathname);
  if (!path.startsWith(folder + sep)) return undefined;
  return { path, contentType: contentType ?? 'text/html; charset=utf-8' };
}

function findDecoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
