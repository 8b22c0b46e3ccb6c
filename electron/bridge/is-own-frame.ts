import { APP_ADDRESS } from '#electron/protocol/app-address.ts';

/** The part of Electron's frame that the check reads. */
interface Frame {
  readonly url: string;
  readonly parent: unknown;
}

/**
 * Whether a message comes from the window's own page: its main frame, showing one of our addresses. The address is
 * compared and not the origin, which is `null` for a scheme of our own.
 */
export function isOwnFrame(frame: Frame | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(APP_ADDRESS);
}
