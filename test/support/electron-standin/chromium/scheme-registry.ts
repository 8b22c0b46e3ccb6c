import type { CustomScheme } from 'electron';

/** Answers one request to a custom scheme, as the application gave it to `protocol.handle`. */
export type SchemeHandler = (request: Request) => Response | Promise<Response>;

type Privileges = NonNullable<CustomScheme['privileges']>;

const privilegesByScheme = new Map<string, Privileges>();
const handlers = new Map<string, SchemeHandler>();

/*
 * Chromium knows no custom schemes, so `app://host/path` is loaded as `http://host.app.localhost/path`: an origin of its own
 * and, because of `.localhost`, a secure context. Everything main sees is mapped back.
 */
const SERVED_HOST = /^(.+)\.([a-z0-9-]+)\.localhost$/i;
const APPLICATION_ORIGIN = /\b([a-z][a-z0-9+.-]*):\/\/([^\s/?#;,"']+)/gi;
const SERVED_ORIGIN = /^http:\/\/([^/?#]+)\.([a-z0-9-]+)\.localhost(?=[/?#]|$)/i;

export const schemeRegistry = {
  register(scheme: string, privileges: Privileges): void {
    privilegesByScheme.set(scheme, privileges);
  },
  findPrivileges: (scheme: string): Privileges | undefined => privilegesByScheme.get(scheme),
  setHandler(scheme: string, handler: SchemeHandler): void {
    handlers.set(scheme, handler);
  },
  findHandler: (scheme: string): SchemeHandler | undefined => handlers.get(scheme),
  removeHandler: (scheme: string): boolean => handlers.delete(scheme),
  /** The value of Chromium's `--host-resolver-rules` that leads every registered scheme to `port` on this machine. */
  composeHostRules: (port: number): string =>
    [...privilegesByScheme.keys()]
      .map((scheme) => `MAP *.${scheme}.localhost:80 127.0.0.1:${port}`)
      .join(', '),
};

/** Every `scheme://host` of a registered scheme in `text` (an address, a header) becomes the origin that Chromium loads. */
export function toServed(text: string): string {
  return text.replace(APPLICATION_ORIGIN, (whole, scheme: string, host: string) =>
    privilegesByScheme.has(scheme) ? `http://${host}.${scheme}.localhost` : whole,
  );
}

/** The address that Chromium loaded becomes the one that the application knows; others stay as they are. */
export function toApplication(url: string): string {
  return url.replace(SERVED_ORIGIN, (whole, host: string, scheme: string) =>
    privilegesByScheme.has(scheme) ? `${scheme}://${host}` : whole,
  );
}

/** Scheme and host behind a `Host` header, where it is one of ours. */
export function findSchemeOf(hostHeader: string): { scheme: string; host: string } | undefined {
  const [, host, scheme] = SERVED_HOST.exec(hostHeader.replace(/:\d+$/, '')) ?? [];
  return host !== undefined && scheme !== undefined && privilegesByScheme.has(scheme)
    ? { scheme, host }
    : undefined;
}
