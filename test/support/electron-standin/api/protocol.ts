import type { CustomScheme } from 'electron';
import { application } from '#test/support/electron-standin/application.ts';
import {
  type SchemeHandler,
  schemeRegistry,
} from '#test/support/electron-standin/chromium/scheme-registry.ts';

/** Electron's `protocol`. */
export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly CustomScheme[]): void {
    if (application.isReady) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
    for (const { scheme, privileges } of schemes) schemeRegistry.register(scheme, privileges ?? {});
  },

  handle(scheme: string, handler: SchemeHandler): void {
    const privileges = schemeRegistry.findPrivileges(scheme);
    if (privileges?.standard !== true || privileges.secure !== true) {
      throw new Error(
        `electron stand-in: '${scheme}' must be registered as standard and secure before app is ready`,
      );
    }
    schemeRegistry.setHandler(scheme, handler);
  },

  unhandle(scheme: string): void {
    schemeRegistry.removeHandler(scheme);
  },

  isProtocolHandled: (scheme: string): boolean => schemeRegistry.findHandler(scheme) !== undefined,
};
