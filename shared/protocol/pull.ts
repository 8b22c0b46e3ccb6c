import { z } from 'zod';
import { CaseEvent } from '#shared/case/case-event.ts';
import { CaseStatus } from '#shared/case/case-status.ts';
import { CaseId, Digest, ReplicaId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { Reference } from '#shared/kernel/reference.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import { CounterReport } from './push.ts';
import { OperationVerdict } from './verdict.ts';

/** A space of the feed: an office's cases, the whole institution's reference data, or one replica's verdicts. */
export const SpaceId = z
  .string()
  .regex(/^(institution|office:[a-z0-9-]{1,63}|replica:[0-9a-f-]{36})$/)
  .brand<'SpaceId'>();
export type SpaceId = z.infer<typeof SpaceId>;

/** The space of an office's cases. */
export function officeSpace(office: OfficeId): SpaceId {
  return `office:${office}` as SpaceId;
}

/** The space of the verdicts that changed after a replica was told them. */
export function replicaSpace(replica: ReplicaId): SpaceId {
  return `replica:${replica}` as SpaceId;
}

/** Most changes in one answer. */
export const PULL_LIMIT = 500;

/**
 * How far a device has come with the cases of a space that it takes in parts, the open ones first. Made by the centre
 * and sent back as it is.
 */
export const SpaceFill = z.object({
  part: z.enum(['open', 'closed']),
  /** Everything of the part up to this number was told. */
  after: z.int().min(0),
  /** The number at which the space stood when the first part was asked for; the feed goes on from here. */
  upTo: z.int().min(0),
  /** The line of that number. */
  line: z.string().nullable(),
});
export type SpaceFill = z.infer<typeof SpaceFill>;

export const PullRequest = z.object({
  protocol: z.int(),
  replica: ReplicaId,
  /** The centre's life that the cursors belong to; null before the first pull. */
  epoch: z.string().nullable(),
  /** For each space the sequence up to which everything is known here. */
  cursors: z.record(SpaceId, z.int().min(0)),
  /** For each cursor the line that it was told with (PR60). */
  lines: z.record(SpaceId, z.string()).optional(),
  /** Set by a device that takes a space in parts while it has nothing of it (PR61); empty before the first part. */
  fills: z.record(SpaceId, SpaceFill).optional(),
  limit: z.int().min(1).max(PULL_LIMIT),
  report: CounterReport,
});
export type PullRequest = z.infer<typeof PullRequest>;

/** A case as the centre has it now: its events, which the receiver folds, and what a device too old for them may show. */
export const CaseChange = z.object({
  kind: z.literal('case'),
  caseId: CaseId,
  version: z.int().min(1),
  reference: Reference,
  status: z.union([CaseStatus, z.string()]),
  /** Events of kinds that the receiver does not know are kept and deferred, never dropped. */
  events: z.array(z.union([CaseEvent, z.looseObject({ kind: z.string() })])).min(1),
});
export type CaseChange = z.infer<typeof CaseChange>;

/** The case is no longer for this device. */
export const LeaveChange = z.object({ kind: z.literal('leave'), caseId: CaseId });
export type LeaveChange = z.infer<typeof LeaveChange>;

export const FeedChange = z.discriminatedUnion('kind', [CaseChange, LeaveChange]);
export type FeedChange = z.infer<typeof FeedChange>;

/** Current versions of what every counter works by. The content is fetched by its digest and never changes. */
export const ReferenceVersions = z.object({
  catalogue: Digest,
  calendar: Digest,
  offices: Digest,
  roster: Digest,
});
export type ReferenceVersions = z.infer<typeof ReferenceVersions>;
export type ReferenceKind = keyof ReferenceVersions;

export const PullAnswer = z.object({
  protocol: z.int(),
  epoch: z.string(),
  /** A cursor is ahead of the feed: the centre was restored from an older copy of the same life. */
  rewound: z.boolean(),
  /** All of one snapshot. `more` says that the space has changes beyond `cursor`. */
  spaces: z.array(
    z.object({
      space: SpaceId,
      cursor: z.int().min(0),
      /** The line of the cursor's number: another one at the next pull means a centre that was restored. */
      line: z.string().nullable().optional(),
      /** There are further parts: to be sent back with the next pull, at which `cursor` is still 0. */
      fill: SpaceFill.optional(),
      more: z.boolean(),
      changes: z.array(FeedChange),
    }),
  ),
  verdicts: z.array(OperationVerdict),
  reference: ReferenceVersions,
  serverAt: Instant,
});
export type PullAnswer = z.infer<typeof PullAnswer>;
