import type { OutboxFacts } from '#renderer/store/counter-store.ts';
import type { QueuePage, QueueQuery } from '#renderer/store/queue-query.ts';
import type { CaseRow, DraftRow, OutboxRow, ProvisionalChange } from '#renderer/store/rows.ts';
import type { SyncFacts } from '#renderer/sync/sync-engine.ts';
import type { Standstill } from '#renderer/sync/watchdog.ts';
import type { PortEnd } from '#shared/bridge/port-calls.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import type { CaseDeadline } from '#shared/case/case-deadline.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { RequestDraft } from '#shared/case/request/request-draft.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { CaseId, Digest, OperationId, PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import type { CatalogueVersion } from '#shared/protocol/catalogue-history.ts';
import type { ReferenceVersions } from '#shared/protocol/pull.ts';
import type { Roster, StaffMember } from '#shared/protocol/session.ts';
import type { CounterId, OfficeId } from '#shared/service-level/office.ts';
import type { OfficesFile } from '#shared/service-level/offices-file.ts';
import type { WorkingCalendar } from '#shared/service-level/working-calendar.ts';
import type { AttachmentApi } from './attachment-api.ts';
import type { LockedCause } from './key-door.ts';
import type { OutboxApi } from './outbox-api.ts';
import type { Device } from './side-files.ts';

/** The counter's journal: not asked for yet, held by another window of this origin, sealed, ready, or not to be opened. */
export type JournalCondition =
  | { readonly kind: 'opening' }
  /** Nothing is saved, read or sent until a password opens it. */
  | { readonly kind: 'locked'; readonly cause: LockedCause }
  | { readonly kind: 'held-elsewhere' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'open'; readonly reserve: 'kept' | 'missing'; readonly damagedPlaces: number };

/** All that the status bar shows. Facts with their times; the bar never says more than is true. */
export interface CounterStatus {
  readonly journal: JournalCondition;
  readonly device: Omit<Device, 'deviceToken'> | null;
  /** `rebuilding`: the store is being brought up to the journal; `failed`: it will not open, the journal goes on. */
  readonly store: 'closed' | 'ready' | 'rebuilding' | 'failed';
  readonly sync: SyncFacts;
  /** Null while the store is not up to the journal: then nobody knows. */
  readonly outbox: OutboxFacts | null;
  readonly pulledAt: Instant | null;
  readonly clockOffsetMilliseconds: number | null;
  /** `reduced`: in a browser, whose profile the journal shares. */
  readonly guarantee: 'full' | 'reduced';
  /** Something is unsent and nothing has been acknowledged for too long; null while all goes on. */
  readonly standstill: Standstill | null;
  /** Whether the browser promised not to clear what is kept here; null where nobody has to promise, or before it is known. */
  readonly isPersisted: boolean | null;
}

/** A person at the desk. `token` is the centre's; null when the centre could not be asked. */
export interface Session {
  readonly person: StaffMember;
  readonly token: string | null;
}

export type SignInOutcome =
  | { readonly outcome: 'signed-in'; readonly session: Session }
  | { readonly outcome: 'wrong-credentials' }
  | { readonly outcome: 'wait'; readonly seconds: number }
  /** The centre is out of reach and this person has never signed in here. */
  | { readonly outcome: 'centre-unreachable' };

/** What came of opening what is sealed here, without signing anybody in. */
export type OpenOutcome =
  | { readonly outcome: 'opened' }
  | { readonly outcome: 'wrong-credentials' }
  | { readonly outcome: 'wait'; readonly seconds: number }
  /** This person never signed in here, so their password opens nothing. */
  | { readonly outcome: 'not-known-here' };

export type EnrolOutcome =
  | { readonly outcome: 'enrolled' }
  | {
      readonly outcome: 'failed';
      readonly cause: 'centre-unreachable' | 'not-permitted' | 'journal' | 'other-identity';
    };

/** What the screens work by. */
export interface ReferenceData {
  readonly versions: ReferenceVersions;
  readonly catalogue: Catalogue;
  readonly calendar: WorkingCalendar;
  readonly offices: OfficesFile;
  readonly roster: Roster;
  /** The versions of the catalogue by number; what the centre has not told yet is not in it. */
  readonly history: readonly CatalogueVersion[];
}

/** What became of a save. Only `saved` may be shown as saved. */
export type SaveOutcome =
  | {
      readonly outcome: 'saved';
      readonly caseId: CaseId;
      readonly reference: Reference | null;
      readonly receivedAt: Instant;
      /** This form had been saved before with other content; what was changed since is not in it. */
      readonly editedSince: boolean;
      readonly deadline: CaseDeadline | null;
      readonly missing: readonly string[];
    }
  | { readonly outcome: 'invalid'; readonly issues: readonly Issue[] }
  | { readonly outcome: 'refused'; readonly code: string }
  | {
      readonly outcome: 'not-saved';
      readonly cause:
        | 'disk-full'
        | 'no-confirmation'
        | 'journal-closed'
        | 'too-long'
        | 'not-ready'
        | 'file-not-here';
    };

/** What stands under the identifier of a form: nothing yet, a draft of the person at the desk, or no form any more. */
export type OpenedForm =
  | { readonly kind: 'new' }
  | { readonly kind: 'draft'; readonly content: string }
  | { readonly kind: 'registered'; readonly caseId: CaseId }
  | { readonly kind: 'of-another-person' };

/** A case with its course, as this counter knows it. */
export interface CaseDetail {
  readonly row: CaseRow;
  readonly events: readonly { readonly event: CaseEvent; readonly isProvisional: boolean }[];
  /** What this device added and the centre did not take: it is not in the course. */
  readonly setAside: readonly ProvisionalChange[];
  readonly operations: readonly (Pick<OutboxRow, 'opId' | 'place' | 'verdict' | 'savedAt' | 'kind'> & {
    readonly author: PersonId | undefined;
    /** A verdict that a person must look at and nobody has closed. */
    readonly awaitsPerson: boolean;
  })[];
}

export type Unwatch = () => void;

/** What the window asks of the counter, which lives in a worker of its own. */
export interface CounterApi extends AttachmentApi {
  /** What is on its way to the centre. */
  readonly outbox: OutboxApi;
  /** Hands over the journal. Called once; the condition says what came of asking for it. */
  connect(journal: { readonly kind: 'port'; readonly port: PortEnd } | JournalCondition): Promise<void>;
  watchStatus(listener: (status: CounterStatus) => void): Unwatch;
  signIn(login: string, password: string): Promise<SignInOutcome>;
  /** Opens what is sealed on this computer with the password of somebody who signed in here before. */
  openWith(login: string, password: string): Promise<OpenOutcome>;
  /** Takes up a session that this window had before it was reloaded. */
  resume(session: Session | null): Promise<void>;
  /** Forgets who was at the desk, here at once and at the centre when it can be reached. */
  signOut(): Promise<void>;
  enrol(choice: {
    readonly office: OfficeId;
    readonly officeCode: string;
    readonly counter: CounterId | null;
  }): Promise<EnrolOutcome>;
  /** Undefined until the device is enrolled. */
  readReference(): Promise<ReferenceData | undefined>;
  /** A version of the catalogue, fetched when it is not here; undefined while it cannot be had. */
  readCatalogue(digest: Digest): Promise<Catalogue | undefined>;
  register(form: {
    readonly opId: OperationId;
    readonly salt: string;
    readonly draft: RequestDraft;
  }): Promise<SaveOutcome>;
  /** Gives a command on a case that is here. */
  act(act: {
    readonly opId: OperationId;
    readonly salt: string;
    readonly caseId: CaseId;
    readonly command: CaseCommand;
  }): Promise<SaveOutcome>;
  /** What the form with this identifier is now. Throws when that cannot be found out. */
  openForm(formId: OperationId): Promise<OpenedForm>;
  /** When the draft was saved on this computer; throws when it could not be, or is not this person's to write. */
  saveDraft(draftId: OperationId, content: string): Promise<Instant>;
  discardDraft(draftId: OperationId): Promise<void>;
  watchDrafts(listener: (drafts: readonly DraftRow[]) => void): Unwatch;
  watchQueue(query: QueueQuery, listener: (page: QueuePage) => void): Unwatch;
  watchCase(caseId: CaseId, listener: (detail: CaseDetail | undefined) => void): Unwatch;
  findByReference(reference: Reference): Promise<CaseId | undefined>;
  /** Puts away what became of an operation of this device: a person has seen it (CF13). Throws when that could not be journalled. */
  closeVerdict(opId: OperationId): Promise<void>;
  syncNow(): void;
}
