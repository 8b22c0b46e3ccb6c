import type { CaseDeadline } from '#shared/case/case-deadline.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { EventOrigin } from '#shared/case/event-origin.ts';
import { CaseId, Digest, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import { type Reference, referenceOf } from '#shared/kernel/reference.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { type CaseChange, type FeedChange, type PullAnswer, SpaceId } from '#shared/protocol/pull.ts';
import type { OperationVerdict, Verdict, VerdictOutcome } from '#shared/protocol/verdict.ts';
import { CounterId, OfficeId } from '#shared/service-level/office.ts';
import { sampleId } from './sample-operations.ts';

const REPLICA = ReplicaId.parse('ffffffff-0000-4000-8000-000000000001');

/** The author of everything in these samples. */
export const SAMPLE_CLERK = PersonId.parse('synthetic-clerk');

/** The space of the office that the samples belong to. */
export const SAMPLE_SPACE = SpaceId.parse('office:smiltene');

/** The identifier of the case that the `index`-th operation registered. */
export function caseId(index: number): CaseId {
  return CaseId.parse(sampleId(index));
}

/** The reference of the case that the `index`-th operation registered. */
export function sampleReference(index: number): Reference {
  return referenceOf('SMI', '7K2', index);
}

/** An instant, `minutes` after the beginning of the samples' day. */
export function minute(minutes: number): Instant {
  return instantOf(Date.UTC(2026, 9, 9, 7) + minutes * 60_000);
}

/** The origin of what the `index`-th operation made. */
export function originOf(index: number): EventOrigin {
  return {
    opId: sampleId(index),
    at: minute(index),
    by: SAMPLE_CLERK,
    role: 'provider-counter',
    office: OfficeId.parse('smiltene'),
    counter: CounterId.parse('SMI-1'),
    replica: REPLICA,
  };
}

/** The registration by the `index`-th operation: nobody's need in particular. */
export function registered(
  index: number,
  change: {
    readonly service?: string;
    readonly missing?: readonly string[];
    readonly deadline?: CaseDeadline;
    readonly receivedAt?: Instant;
  } = {},
): CaseEvent {
  return {
    kind: 'registered',
    origin: { ...originOf(index), at: change.receivedAt ?? minute(index) },
    reference: sampleReference(index),
    catalogue: Digest.parse('ca'.repeat(32)),
    calendar: Digest.parse('ce'.repeat(32)),
    request: {
      service: change.service ?? 'e-pakalpojumu-konsultacija',
      channel: 'counter',
      applicant: { kind: 'society', form: 'anonymous' },
      common: {},
      values: {},
      eligibility: {},
      evidence: {},
      fees: {},
    },
    classification: {
      subject: 'assistance',
      priority: 'ordinary',
      lifeEvent: null,
      requestType: 'consultation',
    },
    missing: [...(change.missing ?? [])],
    deadline: change.deadline ?? { kind: 'waits-for-complete-request' },
  };
}

/** A note by the `index`-th operation. */
export function noted(index: number, text = `note ${index}`): CaseEvent {
  return { kind: 'note-added', origin: originOf(index), text };
}

/** A case as the feed tells it, at the version of its last event unless told otherwise. */
export function caseChange(
  index: number,
  events: readonly (CaseEvent | { kind: string })[],
  version = events.length,
): CaseChange {
  return {
    kind: 'case',
    caseId: caseId(index),
    version,
    reference: sampleReference(index),
    status: 'registered',
    events: [...events],
  };
}

/** One answer of the feed for the samples' space. */
export function pulled(
  cursor: number,
  changes: readonly FeedChange[],
  more: Partial<PullAnswer> = {},
): PullAnswer {
  return {
    protocol: PROTOCOL_VERSION,
    epoch: 'epoch-1',
    rewound: false,
    spaces: [{ space: SAMPLE_SPACE, cursor, more: false, changes: [...changes] }],
    verdicts: [],
    reference: {
      catalogue: Digest.parse('ca'.repeat(32)),
      calendar: Digest.parse('ce'.repeat(32)),
      offices: Digest.parse('0f'.repeat(32)),
      roster: Digest.parse('05'.repeat(32)),
    },
    serverAt: minute(600),
    ...more,
  };
}

const VERDICTS: Readonly<Record<VerdictOutcome, Verdict>> = {
  applied: { outcome: 'applied', version: 1 },
  merged: { outcome: 'merged', version: 2 },
  parked: { outcome: 'parked', grounds: { code: 'defect' } },
  rejected: { outcome: 'rejected', grounds: { code: 'not-in-this-status' } },
  waiting: { outcome: 'waiting', waitsFor: [sampleId(999)] },
  held: { outcome: 'held', grounds: { code: 'replica-revoked' } },
  fork: { outcome: 'fork', grounds: { code: 'number-taken' } },
};

/** Every outcome there is. */
export const OUTCOMES = Object.keys(VERDICTS) as VerdictOutcome[];

/** A verdict on the `index`-th operation. */
export function verdictOn(index: number, outcome: VerdictOutcome): OperationVerdict {
  return {
    opId: sampleId(index),
    receivedAt: minute(700),
    decidedAt: outcome === 'waiting' ? null : minute(701),
    verdict: VERDICTS[outcome],
  };
}
