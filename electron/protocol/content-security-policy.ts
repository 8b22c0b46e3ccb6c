/**
 * The policy that every answer of the scheme carries. Network is the program itself and the centre of the settings;
 * styles may stand in the page because the component library writes them there.
 */
export function composeContentSecurityPolicy(centreOrigin: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self' ${centreOrigin}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
