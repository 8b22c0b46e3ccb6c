import { expect, it } from 'vitest';
import { composeContentSecurityPolicy } from '#electron/protocol/content-security-policy.ts';

it('[DT3] the policy allows the program itself, the centre, and nothing else', () => {
  expect(composeContentSecurityPolicy('https://centre.example:8443').split('; ')).toEqual([
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self' https://centre.example:8443",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]);
});
