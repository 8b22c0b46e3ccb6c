import { z } from 'zod';

const Hex = z
  .string()
  .max(1024)
  .regex(/^(?:[0-9a-f]{2})+$/);

/** A public key on the curve P-256: the point, uncompressed, as hexadecimal. */
export const PublicKey = z.string().regex(/^04[0-9a-f]{128}$/);
export type PublicKey = z.infer<typeof PublicKey>;

/** The name of a recovery key: the beginning of the SHA-256 of its public half. */
export const RecoveryKeyId = z.string().regex(/^[0-9a-f]{16}$/);

/** A data key as only the institution's recovery key opens it. */
export const RecoveryWrap = z.object({
  /** Which recovery key it is wrapped for. */
  recoveryKey: RecoveryKeyId,
  /** Of the pair that was made for this one wrapping. */
  publicKey: PublicKey,
  sealed: Hex,
});
export type RecoveryWrap = z.infer<typeof RecoveryWrap>;
