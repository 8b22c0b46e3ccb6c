import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '#test/support/electron-standin/chromium/chromium.ts';
import { toServed } from '#test/support/electron-standin/chromium/scheme-registry.ts';
import { report } from '#test/support/electron-standin/report.ts';

type RequestHandler = (
  webContents: unknown,
  permission: string,
  callback: (isGranted: boolean) => void,
  details: object,
) => void;

type CheckHandler = (
  webContents: unknown,
  permission: string,
  requestingOrigin: string,
  details: object,
) => boolean;

/** What the application gave to its session; without a handler Electron grants everything. */
export const permissionHandlers: { request: RequestHandler | null; check: CheckHandler | null } = {
  request: null,
  check: null,
};

/** Longer than any handler that answers by itself; one that asks a person counts as a refusal. */
const ANSWER_TIMEOUT_MS = 500;

/** Chromium's name of each permission, Electron's name of it, and what Electron adds. */
const PERMISSIONS = [
  { name: 'camera', permission: 'media', mediaType: 'video' },
  { name: 'microphone', permission: 'media', mediaType: 'audio' },
  { name: 'clipboard-read', permission: 'clipboard-read' },
  { name: 'clipboard-write', permission: 'clipboard-sanitized-write' },
  { name: 'geolocation', permission: 'geolocation' },
  { name: 'midi', permission: 'midi' },
  { name: 'notifications', permission: 'notifications' },
  { name: 'persistent-storage', permission: 'persistent-storage' },
] as const;

/**
 * Sets in Chromium what the application's handlers say about the page at `url`. Chromium has no hook at the prompt itself,
 * so every permission is asked for in advance.
 */
export async function applyPermissions(webContents: unknown, url: string): Promise<void> {
  const origin = new URL(toServed(url)).origin;
  if (origin === 'null') return;
  for (const { name, permission, ...media } of PERMISSIONS) {
    const isGranted =
      (await isRequestGranted(webContents, permission, url, media)) &&
      isCheckGranted(webContents, permission, url, media);
    await chromium.connection
      .send('Browser.setPermission', {
        permission: { name },
        setting: isGranted ? 'granted' : 'denied',
        origin,
      })
      .catch((error) => report(`the permission ${name} cannot be set`, error));
  }
}

async function isRequestGranted(
  webContents: unknown,
  permission: string,
  url: string,
  media: { mediaType?: string },
): Promise<boolean> {
  const { request } = permissionHandlers;
  if (request === null) return true;
  const details = {
    requestingUrl: url,
    securityOrigin: originOf(url),
    isMainFrame: true,
    ...(media.mediaType === undefined ? {} : { mediaTypes: [media.mediaType] }),
  };
  const answer = new Promise<boolean>((resolve) => request(webContents, permission, resolve, details));
  return Promise.race([answer, sleep(ANSWER_TIMEOUT_MS, false)]);
}

function isCheckGranted(
  webContents: unknown,
  permission: string,
  url: string,
  media: { mediaType?: string },
): boolean {
  const details = { requestingUrl: url, securityOrigin: originOf(url), isMainFrame: true, ...media };
  return permissionHandlers.check?.(webContents, permission, originOf(url), details) ?? true;
}

/** As Electron writes an origin in these places: with a slash at its end. */
function originOf(url: string): string {
  return `${/^[^:]+:\/\/[^/?#]*/.exec(url)?.[0] ?? 'null'}/`;
}
