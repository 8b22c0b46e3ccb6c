import { findBytesOfHex, toHex } from '#shared/kernel/hex.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';

/** Rounds of PBKDF2-SHA-256 for a new verifier. */
export const PASSWORD_ROUNDS = 600_000;

/** PBKDF2-SHA-256 of a password, 32 bytes as hexadecimal. `salt` is hexadecimal. */
export async function passwordHash(password: string, salt: string, rounds: number): Promise<string> {
  const key = await crypto.subtle.importKey('raw', encodeUtf8(password.normalize('NFKC')), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: findBytesOfHex(salt) ?? new Uint8Array(), iterations: rounds },
    key,
    256,
  );
  return toHex(new Uint8Array(bits));
}
