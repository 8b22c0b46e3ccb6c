import { describe, expect, it } from 'vitest';
import { hashPassword, isRightPassword, NO_PASSWORD } from '#central/directory/password.ts';
import { realRandom } from '#central/settings/real-ports.ts';

describe('a password', () => {
  it('fits its own hash, however its letters are composed, and no other does', async () => {
    const hash = await hashPassword('pārole-ķ', realRandom);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await isRightPassword('pārole-ķ'.normalize('NFD'), hash)).toBe(true);
    expect(await isRightPassword('pārole-k', hash)).toBe(false);
    expect(await isRightPassword('', hash)).toBe(false);
  });

  it('is salted: the same one hashes differently each time', async () => {
    expect(await hashPassword('same', realRandom)).not.toBe(await hashPassword('same', realRandom));
  });

  it('never fits where there is no hash, or one that cannot be read', async () => {
    for (const hash of [undefined, NO_PASSWORD, '', '$argon2id$v=19$m=1$x$y', 'klatiene-demo']) {
      expect(await isRightPassword('klatiene-demo', hash)).toBe(false);
    }
  });
});
