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

/** Whether the page at `address` gets `permission`. */
export function isPermissionGranted(permission: string, address: string): boolean {
  return GRANTED.has(permission) && address.startsWith(APP_ADDRESS);
}

/** Answers every permission by that one list; what is not on it is refused without asking anybody. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    answer(isPermissionGranted(permission, requestingUrl));
  });
  session.setPermissionCheckHandler((contents, permission, requestingOrigin) =>
    isPermissionGranted(permission, contents?.getURL() ?? requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
}
