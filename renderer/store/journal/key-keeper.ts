import { askerOf } from '#renderer/platform/ask-keeper.ts';
import { findBytesOfHex, toHex } from '#shared/kernel/hex.ts';
import type { KeyKeeper } from '#shared/keys/keyed-storage.ts';

/** The keeper of this origin as the journal's storage sees it; without one nothing is kept. */
export function keyKeeperOver(port: MessagePort | undefined): KeyKeeper {
  const ask = askerOf(port);
  return {
    find: async (keyId) => {
      const secret = await ask((keeper) => keeper.findKey(keyId));
      return secret == null ? undefined : findBytesOfHex(secret);
    },
    keep: async ({ id, secret }) => {
      await ask((keeper) => keeper.keepKey({ keyId: id, secret: toHex(secret) }));
    },
  };
}
