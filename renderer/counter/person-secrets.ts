import { findBytesOfHex, toHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Cryptography } from '#shared/keys/cryptography.ts';

/** What a password became: by one, a person is known again; by the other, the data key is wrapped for them. */
export interface PersonSecrets {
  readonly salt: string;
  readonly rounds: number;
  readonly verifier: string;
  readonly wrapping: string;
}

/** How passwords are stretched, which takes long on purpose. */
export interface Stretching {
  /** PBKDF2-SHA-256, 32 bytes as hexadecimal. */
  readonly passwordHash: (password: string, salt: string, rounds: number) => Promise<string>;
  readonly cryptography: Pick<Cryptography, 'derive'>;
}

/** A shorter one opens nothing on the disk: who has the disk can try all of them (KE15). */
export const LEAST_KEY_PASSWORD_CHARACTERS = 12;

/** Both secrets of one stretching; neither tells the other (KE14). */
export async function secretsOf(
  { passwordHash, cryptography }: Stretching,
  password: string,
  { salt, rounds }: { readonly salt: string; readonly rounds: number },
): Promise<PersonSecrets> {
  const stretched = findBytesOfHex(await passwordHash(password, salt, rounds));
  invariant(stretched?.length === 32, 'a stretched password has 32 bytes');
  const derive = async (use: string): Promise<string> =>
    toHex(await cryptography.derive(stretched, `klatiene ${use} 1`));
  return { salt, rounds, verifier: await derive('verifier'), wrapping: await derive('password way') };
}
