import type { Session } from 'electron';
import { APP_ADDRESS } from '#electron/protocol/app-address.ts';

/**
 * All that the program needs: its storage is kept, a reference can be copied, and the centre may stand on this computer
 * or in the office's own network.
 */
const GRANTED: ReadonlySet<string> = new Set([
  'persistent-storage',
  'clipboard-sanitized-write',
  'local-network',
  'local-network-access',
  'loopback-network',
]);

/**
 * Whether the page at `address` gets `permission`. `media` names what it wants of `media`: pictures are taken of documents,
 * and sound is never wanted.
 */
export function isPermissionGranted(
  permission: string,
  address: string,
  media: readonly (string | undefined)[] = [],
): boolean {
  const isCamera = permission === 'media' && media.length > 0 && media.every((kind) => kind === 'video');
  return (GRANTED.has(permission) || isCamera) && address.startsWith(APP_ADDRESS);
}

/** Answers every permission by that one list; what is not on it is refused without asking anybody. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? details.mediaTypes : [];
    answer(isPermissionGranted(permission, details.requestingUrl, media));
  });
  session.setPermissionCheckHandler((contents, permission, requestingOrigin, { mediaType }) =>
    isPermissionGranted(permission, contents?.getURL() ?? requestingOrigin, [mediaType]),
  );
  session.setDevicePermissionHandler(() => false);
}
