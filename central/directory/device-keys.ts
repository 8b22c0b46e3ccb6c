import { sql } from 'kysely';
import type { ReplicaId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import type { DeviceKeysAnswer, DeviceKeysRequest } from '#shared/protocol/device-keys.ts';
import type { InstitutionDatabase } from './people.ts';

/** The recovery key that was configured last; `null` where there is none. */
export async function findRecoveryKey({
  kysely,
  institution,
}: InstitutionDatabase): Promise<DeviceKeysAnswer['recoveryKey']> {
  const row = await kysely
    .selectFrom('recovery_key')
    .select(['recovery_key as id', 'public_key as publicKey'])
    .where('institution', '=', institution)
    .orderBy('made_at', 'desc')
    .orderBy('recovery_key')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** From now on devices wrap their data keys for this one too; one that is known already is the latest again. */
export async function keepRecoveryKey(
  { kysely, institution }: InstitutionDatabase,
  { id, publicKey }: NonNullable<DeviceKeysAnswer['recoveryKey']>,
  at: Instant,
): Promise<void> {
  await kysely
    .insertInto('recovery_key')
    .values({ institution, recovery_key: id, public_key: publicKey, made_at: at })
    .onConflict((conflict) => conflict.columns(['institution', 'recovery_key']).doUpdateSet({ made_at: at }))
    .execute();
}

/** Keeps what a device tells of its keys. Another public key than its first is refused: only enrolling changes it. */
export async function keepDeviceKeys(
  { kysely, institution }: InstitutionDatabase,
  replica: ReplicaId,
  { publicKey, recovery }: DeviceKeysRequest,
  at: Instant,
): Promise<Result<null, 'other-key'>> {
  const { numInsertedOrUpdatedRows } = await kysely
    .insertInto('device_key')
    .values({
      institution,
      replica,
      public_key: publicKey,
      key_id: recovery?.keyId ?? null,
      recovery_key: recovery?.wrap.recoveryKey ?? null,
      wrap: recovery === null ? null : JSON.stringify(recovery.wrap),
      told_at: at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['institution', 'replica'])
        .doUpdateSet({
          key_id: sql`coalesce(excluded.key_id, device_key.key_id)`,
          recovery_key: sql`coalesce(excluded.recovery_key, device_key.recovery_key)`,
          wrap: sql`coalesce(excluded.wrap, device_key.wrap)`,
          told_at: at,
        })
        .where('device_key.public_key', '=', publicKey),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? ok(null) : refused('other-key');
}
