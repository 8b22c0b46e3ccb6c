import type { Generated } from 'kysely';
import type { AttachmentId } from '#shared/attachments/attachment.ts';
import type { AttachmentKind } from '#shared/attachments/attachment-kind.ts';
import type { NeedMet } from '#shared/case/facts/evaluation.ts';
import type { MailFailure } from '#shared/case/facts/notification.ts';
import type { QueueColumns } from '#shared/case/queue-urgency.ts';
import type { Permission, StaffRole } from '#shared/case/staff-role.ts';
import type { StageId } from '#shared/catalogue/public-service.ts';
import type { CaseId, Digest, OperationId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { IsoWeek } from '#shared/kernel/iso-week.ts';
import type { Reference, StationCode } from '#shared/kernel/reference.ts';
import type { ReferenceKind, SpaceId } from '#shared/protocol/pull.ts';
import type { GrantScope } from '#shared/protocol/session.ts';
import type { VerdictOutcome } from '#shared/protocol/verdict.ts';
import type { CounterId, OfficeId } from '#shared/service-level/office.ts';

/**
 * The tables as the driver of `connect.ts` gives and takes them: `timestamptz` is an `Instant`, `bigint` a number,
 * `bytea` a `Buffer`. Columns that hold JSON are `text`, because they must come back exactly as they were written.
 * What each table is for stands in its migration.
 */
export interface Database {
  institution: InstitutionTable;
  database_life: DatabaseLifeTable;
  person: PersonTable;
  person_grant: PersonGrantTable;
  session_token: SessionTokenTable;
  device: DeviceTable;
  device_key: DeviceKeyTable;
  recovery_key: RecoveryKeyTable;
  station_counter: StationCounterTable;
  operation_inbox: OperationInboxTable;
  replica_log: ReplicaLogTable;
  service_case: ServiceCaseTable;
  case_event: CaseEventTable;
  space_counter: SpaceCounterTable;
  space_line: SpaceLineTable;
  feed: FeedTable;
  attachment: AttachmentTable;
  reference_version: ReferenceVersionTable;
  reference_current: ReferenceCurrentTable;
  mail_outbox: MailOutboxTable;
  centre_replica: CentreReplicaTable;
  catalogue_publication: CataloguePublicationTable;
  satisfaction_answer: SatisfactionAnswerTable;
  centre_key: CentreKeyTable;
}

export interface InstitutionTable {
  institution: string;
  name_lv: string;
  name_en: string;
}

export interface DatabaseLifeTable {
  epoch: string;
  created_at: Instant;
}

export interface PersonTable {
  institution: string;
  person_id: PersonId;
  /** Lower case; unique within the institution. */
  login: string;
  name: string;
  /** argon2id, in the form of a PHC string. */
  password_hash: string;
  disabled_at: Instant | null;
}

export interface PersonGrantTable {
  institution: string;
  person_id: PersonId;
  right_name: StaffRole | Permission;
  scope_kind: GrantScope['kind'];
  /** A service or an office; empty for the whole institution, because a key holds no null. */
  scope_id: string;
  valid_from: Instant;
  valid_to: Instant | null;
}

export interface SessionTokenTable {
  institution: string;
  token_hash: Buffer;
  person_id: PersonId;
  created_at: Instant;
  expires_at: Instant;
}

export interface DeviceTable {
  institution: string;
  replica: ReplicaId;
  office: OfficeId;
  counter: CounterId | null;
  station: StationCode;
  token_hash: Buffer;
  enrolled_by: PersonId;
  enrolled_at: Instant;
  revoked_at: Instant | null;
  last_contact_at: Instant | null;
  /** A `CounterReport` as JSON. */
  report: string | null;
}

export interface CentreKeyTable {
  institution: string;
  purpose: 'sealing' | 'signing';
  public_key: Buffer;
  /** PKCS #8. */
  private_key: Buffer;
  made_at: Instant;
}

/** What a device told of its keys; nothing of it opens anything. */
export interface DeviceKeyTable {
  institution: string;
  replica: ReplicaId;
  public_key: string;
  /** Of the data key. */
  key_id: number | null;
  recovery_key: string | null;
  /** A `RecoveryWrap` as JSON. */
  wrap: string | null;
  told_at: Instant;
}

/** The public halves of the institution's recovery keys; the latest counts. */
export interface RecoveryKeyTable {
  institution: string;
  recovery_key: string;
  public_key: string;
  made_at: Instant;
}

export interface StationCounterTable {
  institution: string;
  /** The index that the next station gets (`stationCodeOf`). */
  next_index: number;
}

export interface OperationInboxTable {
  institution: string;
  op_id: OperationId;
  replica: ReplicaId;
  n: number;
  prev: Digest | null;
  digest: Digest;
  kind: string;
  case_id: CaseId;
  office: OfficeId;
  header: string;
  salt: string;
  payload: string;
  depends_on: readonly OperationId[];
  received_at: Instant;
  /** Null while it waits for others, or for a person to look at a defect. */
  decided_at: Instant | null;
  /** Null only inside the transaction that received it. */
  outcome: VerdictOutcome | null;
  /** A `Verdict` as JSON. */
  verdict: string | null;
  /** Its place in the replica's space, once its verdict changed after the replica had been told another one. */
  verdict_sequence: number | null;
}

export interface ReplicaLogTable {
  institution: string;
  replica: ReplicaId;
  /** An `int8multirange` as text: the numbers of this replica that are in the inbox. */
  received: Generated<string>;
}

export interface ServiceCaseTable {
  institution: string;
  case_id: CaseId;
  version: number;
  reference: Reference;
  office: OfficeId;
  service: string;
  variant: string | null;
  status: string;
  stage: StageId;
  received_at: Instant;
  /** The first instant that is too late; null where no clock runs. */
  due_at: Instant | null;
  /** Whether the clock runs, and why not. */
  clock: QueueColumns['clock'];
  responsible: PersonId;
  catalogue: Digest;
  calendar: Digest;
  /** Null while the case is open. */
  closed_at: Instant | null;
  /** A `CaseState` as JSON. */
  state: string;
}

export interface CaseEventTable {
  institution: string;
  case_id: CaseId;
  /** The case's version with this event, from 1. */
  version: number;
  op_id: OperationId;
  /** A `CaseEvent` as JSON. */
  event: string;
}

export interface SpaceCounterTable {
  institution: string;
  space: SpaceId;
  sequence: number;
  /** The line of the last number, and when the server was started that gave it; null before the first of a line. */
  line: Generated<string | null>;
  line_of: Generated<Instant | null>;
}

export interface SpaceLineTable {
  institution: string;
  space: SpaceId;
  line: string;
  from_sequence: number;
}

export interface FeedTable {
  institution: string;
  space: SpaceId;
  case_id: CaseId;
  sequence: number;
  /** The case left the space. */
  is_gone: Generated<boolean>;
}

export interface AttachmentTable {
  institution: string;
  attachment_id: AttachmentId;
  kind: AttachmentKind;
  bytes: number;
  sha256: Digest;
  /** The device that announced it, and its office then. */
  replica: ReplicaId;
  office: OfficeId;
  announced_at: Instant;
  /** Null until all of it is on the disk and was checked. */
  stored_at: Instant | null;
}

export interface ReferenceVersionTable {
  institution: string;
  kind: ReferenceKind;
  hash: Digest;
  content: string;
  created_at: Instant;
}

export interface ReferenceCurrentTable {
  institution: string;
  kind: ReferenceKind;
  hash: Digest;
}

export interface CataloguePublicationTable {
  institution: string;
  /** From 1, in the order in which they were published. */
  number: number;
  hash: Digest;
  in_force_from: Instant;
  /** It comes into force at that time. */
  is_waiting: Generated<boolean>;
}

export interface MailOutboxTable {
  institution: string;
  /** The operation that asked for the e-mail. */
  op_id: OperationId;
  case_id: CaseId;
  /** The case's version with the telling. */
  version: number;
  /** The operation by which the centre tells what became of it. */
  report_op_id: OperationId;
  asked_at: Instant;
  /** When it may be taken up, again. */
  next_at: Instant;
  attempts: Generated<number>;
  /** Why it was not sent the last time it was tried. */
  last_failure: MailFailure | null;
  outcome: 'sent' | 'failed' | null;
  ended_at: Instant | null;
  /** What the mail server answered, as its number. */
  reply: number | null;
  message_id: string | null;
  reason: MailFailure | null;
  /** Null until the case knows. */
  reported_at: Instant | null;
}

export interface CentreReplicaTable {
  institution: string;
  replica: ReplicaId;
}

export interface SatisfactionAnswerTable {
  institution: string;
  token: string;
  office: OfficeId;
  service: string;
  /** `2026-W48` */
  week: IsoWeek;
  lowest: number;
  highest: number;
  score: number;
  /** Null where the recipient did not say. */
  need_met: NeedMet | null;
}
