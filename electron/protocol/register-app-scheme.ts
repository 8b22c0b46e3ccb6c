import { protocol } from 'electron';
import { APP_SCHEME } from './app-address.ts';

/**
 * Makes `app://klatiene/` an origin like any other: relative addresses, storage, fetch, secure context. Must run before
 * the program is ready.
 */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    },
  ]);
}
