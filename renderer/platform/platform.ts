import { BRIDGE_KEY, type Bridge } from '#shared/bridge/bridge.ts';
import { makeBrowserPlatform } from './browser-platform.ts';
import { makeDesktopPlatform } from './desktop-platform.ts';

let platform: Bridge<MessagePort> | undefined;

/** The shell that this window runs in: the desktop program where its preload is present, else the browser. */
export function getPlatform(): Bridge<MessagePort> {
  platform ??= makePlatform();
  return platform;
}

function makePlatform(): Bridge<MessagePort> {
  const preload = (window as { [BRIDGE_KEY]?: Bridge<null> })[BRIDGE_KEY];
  return preload === undefined ? makeBrowserPlatform() : makeDesktopPlatform(preload);
}
