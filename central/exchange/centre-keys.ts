import type { InstitutionDatabase } from '#central/directory/people.ts';
import type { Clock } from '#shared/kernel/ports.ts';
import type { Cryptography, KeyPair } from '#shared/keys/cryptography.ts';

/** The two pairs of a centre: files are sealed for one, and receipts are signed with the other. */
export interface CentreKeyPairs {
  readonly sealing: KeyPair;
  readonly signing: KeyPair;
}

/** The pairs of the institution, made when there are none. Every process of a centre gets the same. */
export async function ensureCentreKeys(
  database: InstitutionDatabase,
  ports: { readonly cryptography: Cryptography; readonly clock: Clock },
): Promise<CentreKeyPairs> {
  const { cryptography } = ports;
  return {
    sealing: await ensure(database, ports.clock, 'sealing', () => cryptography.makeAgreementPair()),
    signing: await ensure(database, ports.clock, 'signing', () => cryptography.makeSigningPair()),
  };
}

async function ensure(
  database: InstitutionDatabase,
  clock: Clock,
  purpose: 'sealing' | 'signing',
  make: () => Promise<KeyPair>,
): Promise<KeyPair> {
  const known = await find(database, purpose);
  if (known !== undefined) return known;
  const made = await make();
  await database.kysely
    .insertInto('centre_key')
    .values({
      institution: database.institution,
      purpose,
      public_key: Buffer.from(made.publicKey),
      private_key: Buffer.from(made.privateKey),
      made_at: clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await find(database, purpose)) ?? made;
}

async function find(
  { kysely, institution }: InstitutionDatabase,
  purpose: 'sealing' | 'signing',
): Promise<KeyPair | undefined> {
  const row = await kysely
    .selectFrom('centre_key')
    .select(['public_key', 'private_key'])
    .where('institution', '=', institution)
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  return row && { publicKey: new Uint8Array(row.public_key), privateKey: new Uint8Array(row.private_key) };
}
