import { z } from 'zod';
import { PublicKey, RecoveryKeyId, RecoveryWrap } from '#shared/kernel/recovery-wrap.ts';

/** `POST /api/devices/keys`: what the centre keeps of a device's keys. Never one that opens anything by itself. */
export const DeviceKeysRequest = z.object({
  /** By which the device's signatures are known. The first one that a device names holds until it is enrolled again. */
  publicKey: PublicKey,
  /** The data key's number and its wrapping for the recovery key; null as long as the device knows no recovery key. */
  recovery: z.object({ keyId: z.int().min(1), wrap: RecoveryWrap }).nullable(),
});
export type DeviceKeysRequest = z.infer<typeof DeviceKeysRequest>;

export const DeviceKeysAnswer = z.object({
  /** The recovery key of the institution; null where there is none. */
  recoveryKey: z.object({ id: RecoveryKeyId, publicKey: PublicKey }).nullable(),
});
export type DeviceKeysAnswer = z.infer<typeof DeviceKeysAnswer>;

/** `GET /api/recovery-key`: whether there is a recovery key, for who administers. */
export const RecoveryKeyStanding = z.object({ id: RecoveryKeyId.nullable() });
export type RecoveryKeyStanding = z.infer<typeof RecoveryKeyStanding>;
