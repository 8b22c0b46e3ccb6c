import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Random } from '#shared/kernel/ports.ts';

/** argon2id as OWASP's cheat sheet asks at least: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const TAG_BYTES = 32;
const SALT_BYTES = 16;

/** What an account without a password holds: no password fits it. */
export const NO_PASSWORD = '!';

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,})\$([A-Za-z0-9+/]{43,})$/;

const derive = promisify(argon2);

/** The hash of a password with a fresh salt, in the form of a PHC string. */
export async function hashPassword(password: string, random: Random): Promise<string> {
  const salt = Buffer.from(random.bytes(SALT_BYTES));
  const tag = await derive('argon2id', {
    message: messageOf(password),
    nonce: salt,
    tagLength: TAG_BYTES,
    ...COST,
  });
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/**
 * Whether `password` is the one that was hashed. Without a readable hash the work is done all the same and the answer
 * is no, so that the time taken does not tell whether there is such an account.
 */
export async function isRightPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(hash ?? '') ?? [];
  const expected = tag === undefined ? undefined : Buffer.from(tag, 'base64');
  const actual = await derive('argon2id', {
    message: messageOf(password),
    nonce: salt === undefined ? Buffer.alloc(SALT_BYTES) : Buffer.from(salt, 'base64'),
    tagLength: expected?.length ?? TAG_BYTES,
    memory: Number(memory ?? COST.memory),
    passes: Number(passes ?? COST.passes),
    parallelism: Number(parallelism ?? COST.parallelism),
  });
  return expected !== undefined && timingSafeEqual(actual, expected);
}

/** One text however its letters are composed: keyboards differ in that. */
function messageOf(password: string): Buffer {
  return Buffer.from(password.normalize('NFKC'), 'utf8');
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
