import { createHash } from 'node:crypto';
import type { Random } from '#shared/kernel/ports.ts';

/** Whom a token stands for: a signed-in person, or an enrolled device. The first letters of the token say which. */
export type TokenKind = 'session' | 'device';

const PREFIX = { session: 'kls_', device: 'kld_' } as const satisfies Record<TokenKind, string>;
const RANDOM_BYTES = 32;

/** A new token with 256 random bits. It is told once; only its hash is kept. */
export function mintToken(kind: TokenKind, random: Random): string {
  return PREFIX[kind] + Buffer.from(random.bytes(RANDOM_BYTES)).toString('base64url');
}

/** SHA-256 of a token: enough, because nobody can guess 256 random bits. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

/** The kind of token that an `Authorization` header carries, and the token, or `undefined` when it carries none. */
export function findToken(
  authorization: string | undefined,
): { readonly kind: TokenKind; readonly token: string } | undefined {
  const token = /^[Bb]earer (kl[sd]_[A-Za-z0-9_-]{43})$/.exec(authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  return { kind: token.startsWith(PREFIX.session) ? 'session' : 'device', token };
}
