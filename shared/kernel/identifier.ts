import { z } from 'zod';

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A 128-bit random identifier in the written form of a UUID. Minted where the thing begins, never reused. */
export const Identifier = z.string().regex(SHAPE, 'not an identifier');

/** One operation; also the identifier of the draft it grew from. */
export const OperationId = Identifier.brand<'OperationId'>();
export type OperationId = z.infer<typeof OperationId>;

/** One case. A case has the identifier of the operation that registered it. */
export const CaseId = Identifier.brand<'CaseId'>();
export type CaseId = z.infer<typeof CaseId>;

/** One life of one local database. New on creation, restore, clone and reset. */
export const ReplicaId = Identifier.brand<'ReplicaId'>();
export type ReplicaId = z.infer<typeof ReplicaId>;

/** One member of staff. */
export const PersonId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'not a person identifier')
  .brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;

/** Lower-case hexadecimal SHA-256. */
export const Digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'not a digest')
  .brand<'Digest'>();
export type Digest = z.infer<typeof Digest>;
