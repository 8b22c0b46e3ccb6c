import { z } from 'zod';
import { Permission, StaffRole } from '#shared/case/staff-role.ts';
import { PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { StationCode } from '#shared/kernel/reference.ts';
import { CounterId, OfficeId } from '#shared/service-level/office.ts';
import { ReferenceVersions } from './pull.ts';

/** Where a grant holds: the institution, one service, or one office. */
export const GrantScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('institution') }),
  z.object({ kind: z.literal('service'), service: z.string() }),
  z.object({ kind: z.literal('office'), office: OfficeId }),
]);
export type GrantScope = z.infer<typeof GrantScope>;

/** A role or a permission that a person has within a scope. */
export const Grant = z.object({ right: z.union([StaffRole, Permission]), scope: GrantScope });
export type Grant = z.infer<typeof Grant>;

/** A member of staff as the program shows one. */
export const StaffMember = z.object({
  id: PersonId,
  login: z.string(),
  name: z.string(),
  grants: z.array(Grant),
});
export type StaffMember = z.infer<typeof StaffMember>;

/** `POST /api/session` */
export const SignInRequest = z.object({
  login: z.string().trim().toLowerCase().min(1).max(64),
  password: z.string().min(1).max(256),
});
export const SignInAnswer = z.object({ token: z.string(), expiresAt: Instant, person: StaffMember });
export type SignInAnswer = z.infer<typeof SignInAnswer>;

/** `POST /api/devices`: a replica asks for its station. Asking again with the same replica gives the same station. */
export const EnrolRequest = z.object({
  replica: ReplicaId,
  office: OfficeId,
  counter: CounterId.nullable(),
  /** The station that the journal owns; left out by a journal without an owner (PR35). */
  station: StationCode.optional(),
  /** The device's token until now, where it has one; without it a known replica needs more than a clerk (PR36). */
  deviceToken: z.string().max(128).optional(),
});
export type EnrolRequest = z.infer<typeof EnrolRequest>;

export const EnrolAnswer = z.object({
  station: StationCode,
  /** Bearer token of the device for push, pull and hints. */
  deviceToken: z.string(),
  reference: ReferenceVersions,
});
export type EnrolAnswer = z.infer<typeof EnrolAnswer>;

/** A role that a person has within a scope; what a colleague has to know to hand something over. */
const RosterRole = z.object({ role: StaffRole, scope: GrantScope });

/** Names and roles of staff, so that a person's identifier can be read and a colleague be chosen offline. */
export const Roster = z.object({
  people: z.array(z.object({ id: PersonId, name: z.string(), roles: z.array(RosterRole).default([]) })),
});
export type Roster = z.infer<typeof Roster>;
