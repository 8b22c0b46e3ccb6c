import { z } from 'zod';
import type { CallContract } from '#shared/bridge/port-calls.ts';
import { StaffMember } from '#shared/protocol/session.ts';

/** A person at the desk, as long as a page is loaded anew. */
export const KeptSession = z.object({ person: StaffMember, token: z.string().nullable() });

/** What a page leaves with the keeper while it is loaded anew. Nothing of it is ever on a disk. */
export const KEEPER_CALLS = {
  keepSession: { input: z.object({ tab: z.string(), session: KeptSession.nullable() }), output: z.null() },
  findSession: { input: z.string(), output: KeptSession.nullable() },
  keepKey: { input: z.object({ keyId: z.int(), secret: z.string() }), output: z.null() },
  findKey: { input: z.int(), output: z.string().nullable() },
} satisfies CallContract;
