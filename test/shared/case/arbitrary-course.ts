import fc from 'fast-check';
import { CaseCommand } from '#shared/case/case-command.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { decide } from '#shared/case/decide.ts';
import type { DecideContext } from '#shared/case/decide-context.ts';
import { evolve } from '#shared/case/evolve.ts';
import { MailFailure, NotificationSubject } from '#shared/case/facts/notification.ts';
import { WayOfProvision } from '#shared/case/facts/provision.ts';
import type { Refusal } from '#shared/case/refusal.ts';
import { requestFieldsOf } from '#shared/case/request/request-fields.ts';
import { StaffRole } from '#shared/case/staff-role.ts';
import type { Choice } from '#shared/case/steps/resolve-conflict.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import { PersonId } from '#shared/kernel/identifier.ts';
import { addMilliseconds, type Instant } from '#shared/kernel/instant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { addDays } from '#shared/kernel/plain-date.ts';
import { referenceOf } from '#shared/kernel/reference.ts';
import { demoCatalogue } from '#test/shared/catalogue/demo-catalogue.ts';
import { servicesAndVariants } from '#test/support/request-generator.ts';
import { sampleFile } from '#test/support/sample-files.ts';
import { criteriaOf, findingsOf, refusing } from './case-story.ts';
import { catalogueJson, contextOf, draftOf, operationOf, originOf, RECEIVED_AT } from './demo-case.ts';

/** The demonstration, in which every second service asks for approval. */
const withApprovals: Catalogue = demoCatalogue((document) => {
  for (const [index, service] of document.services.entries()) {
    if (index % 2 === 1)
      service.approval = { byRole: index % 4 === 1 ? 'service-manager' : 'provider-specialist' };
  }
});

const KINDS = CaseCommand.options.map((option) => option.shape.kind.value);
const WISHES = servicesAndVariants(catalogueJson);
const PEOPLE = ['anna', 'janis', 'liga'].map((name) => PersonId.parse(`synthetic-${name}`));
const ANOTHER = draftOf();
const MINUTE = 60_000;

/** One thing that somebody tries: numbers that stand for what, who, when and how. */
export interface Attempt {
  /** The kind of command, or the one that leads on. */
  readonly kind: CaseCommand['kind'] | 'next';
  readonly role: StaffRole;
  readonly person: number;
  /** Minutes after the attempt before; negative where the device's clock is behind. */
  readonly minutes: number;
  readonly detail: number;
}

/** A case to begin with, and what people try with it. */
export interface Course {
  readonly wish: number;
  readonly isComplete: boolean;
  readonly attempts: readonly Attempt[];
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constant('next' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...KINDS) },
  ),
  role: fc.oneof(
    { weight: 3, arbitrary: fc.constant('service-manager' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...StaffRole.options) },
  ),
  person: fc.nat(PEOPLE.length - 1),
  minutes: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: -3_000, max: 30_000 })),
  detail: fc.nat(255),
});

/** Random courses of random cases. */
export const arbitraryCourse: fc.Arbitrary<Course> = fc.record({
  wish: fc.nat(WISHES.length - 1),
  isComplete: fc.boolean(),
  attempts: fc.array(attempt, { minLength: 10, maxLength: 60, size: 'max' }),
});

/** What became of one attempt. */
export interface Step {
  readonly before: CaseState;
  readonly command: CaseCommand;
  readonly context: DecideContext;
  readonly after: CaseState;
  readonly events: readonly CaseEvent[];
  readonly refusal: Refusal | undefined;
}

/** Walks a course, attempt by attempt, and tells every step. */
export function walk({ wish, isComplete, attempts }: Course): { events: CaseEvent[]; steps: Step[] } {
  const { hash } = contextOf().catalogue;
  const catalogue = { hash, value: withApprovals };
  const made = draftOf(WISHES[wish], isComplete ? {} : { evidence: {} });
  const draft = { ...made, common: { ...made.common, email: 'kluga@klatiene.example' } };
  const registered = decide(
    undefined,
    { kind: 'register-request', request: draft },
    contextOf({ catalogue }),
  );
  if (!registered.ok) throw new Error(JSON.stringify(registered.problem));
  const events = [...registered.value];
  let state = events.reduce<CaseState | undefined>(evolve, undefined);
  const steps: Step[] = [];
  let now: Instant = RECEIVED_AT;
  for (const [index, attempted] of attempts.entries()) {
    if (state === undefined) throw new Error('no case');
    now = addMilliseconds(now, attempted.minutes * MINUTE);
    const command = commandOf(attempted, state, now);
    const by = PEOPLE[attempted.person] ?? PersonId.parse('nobody');
    const origin = originOf({ opId: operationOf(index + 2), at: now, by, role: attempted.role });
    const context = contextOf({ origin, catalogue });
    const decided = decide(state, command, context);
    const made: readonly CaseEvent[] = decided.ok ? decided.value : [];
    const after: CaseState = made.reduce<CaseState>(
      (folded, event) => evolve(folded, event) ?? folded,
      state,
    );
    const refusal = decided.ok ? undefined : decided.problem;
    steps.push({ before: state, command, context, after, events: made, refusal });
    events.push(...made);
    state = after;
  }
  return { events, steps };
}

/** The command that leads a case on, by its next step. */
const NEXT_KIND: Readonly<Record<string, CaseCommand['kind']>> = {
  fill: 'receive-evidence',
  conformity: 'assess-conformity',
  justification: 'assess-justification',
  decide: 'take-decision',
  approve: 'approve-decision',
  inform: 'inform',
  way: 'choose-way',
  handover: 'prepare',
  prepare: 'prepare',
  perform: 'perform',
  record: 'record-result',
  'hand-out': 'hand-out-result',
  satisfaction: 'record-satisfaction',
  review: 'review-provision',
  followup: 'decide-follow-up',
  act: 'complete-follow-up',
  none: 'reopen-case',
};

/** A command with details that are right more often than not. */
function commandOf({ kind, detail, person, role }: Attempt, state: CaseState, now: Instant): CaseCommand {
  const service = findService(withApprovals, state.request.service);
  if (service === undefined) throw new Error('no service');
  const chosen = kind === 'next' ? (NEXT_KIND[state.nextStep] ?? 'add-note') : kind;
  const of = <Item>(items: readonly Item[]): Item => items[detail % items.length] as Item;
  const reason = detail % 16 === 0 ? ' ' : 'Iemesls';
  const correctiveNote = detail % 3 === 0 ? undefined : 'Kavējuma iemesls';
  const soon = addDays(localDateOf(now), (detail % 20) - 1);
  const today = localDateOf(now);
  const responsible = { person: of(PEOPLE), role };
  const decision = (detail % 8 === 0 ? operationOf(999) : state.decision?.opId) ?? operationOf(998);
  const handedOut = { to: 'applicant', channel: 'counter', on: today } as const;
  switch (chosen) {
    case 'register-request':
      return { kind: chosen, request: ANOTHER };
    case 'add-note':
      return { kind: chosen, text: reason };
    case 'classify-request':
      return { kind: chosen, classification: classificationOf(state, detail) };
    case 'ask-applicant':
      return { kind: chosen, question: reason, evidence: evidenceOf(service, detail), until: soon };
    case 'receive-evidence':
      return { kind: chosen, evidence: broughtOf(service, state, detail) };
    case 'record-answer':
      return { kind: chosen, answer: reason };
    case 'stop-waiting':
    case 'void-case':
    case 'reopen-case':
    case 'return-hand-over':
      return { kind: chosen, reason };
    case 'withdraw-request':
    case 'lapse-request':
      return { kind: chosen, reason, correctiveNote };
    case 'forward-request':
      return { kind: chosen, institution: 'Parauga dome', reason, correctiveNote };
    case 'assess-conformity':
      return { kind: chosen, findings: foundOf(['complete', 'signed', 'within-competence'], detail) };
    case 'assess-justification':
      return { kind: chosen, findings: foundOf(criteriaOf(service), detail) };
    case 'take-decision':
      return { kind: chosen, decision: contentOf(service, detail) };
    case 'amend-decision':
      return { kind: chosen, amends: decision, decision: contentOf(service, detail), reason };
    case 'withdraw-decision':
    case 'return-decision':
      return { kind: chosen, decision, reason };
    case 'approve-decision':
      return { kind: chosen, decision };
    case 'inform': {
      const subject = detail % 4 === 0 ? of(NotificationSubject.options) : 'decision';
      const by =
        detail % 3 === 0
          ? ({ channel: 'email', proof: { kind: 'e-mail' } } as const)
          : ({ channel: 'e-address', proof: { kind: 'spoken' } } as const);
      return { kind: chosen, subject, decision, sentOn: today, ...by };
    }
    case 'report-mail': {
      const telling = state.notifications.findLast(({ mail }) => mail?.state === 'sending')?.opId;
      const result =
        detail % 2 === 0
          ? ({ kind: 'sent', at: now, reply: 250, messageId: '<1@klatiene.example>' } as const)
          : ({ kind: 'failed', at: now, reason: of(MailFailure.options) } as const);
      return { kind: chosen, telling: telling ?? operationOf(997), result };
    }
    case 'choose-way':
      return { kind: chosen, way: of(WayOfProvision.options), reason };
    case 'hand-over': {
      const to = detail % 5 === 0 ? ({ kind: 'partner', partner: reason } as const) : null;
      const target = to ?? ({ kind: 'person', ...responsible } as const);
      return { kind: chosen, to: target, isEscalation: detail % 2 === 0, until: soon, message: reason };
    }
    case 'accept-hand-over':
      return { kind: chosen };
    case 'assign-case':
      return { kind: chosen, ...responsible, reason };
    case 'prepare':
      return { kind: chosen, items: [{ text: 'Veidlapa', isDone: detail % 4 !== 0 }] };
    case 'perform':
      return { kind: chosen, actions: [{ text: 'Ieraksts', isDone: detail % 4 !== 0 }] };
    case 'record-result':
      return {
        kind: chosen,
        outcome: of(service.outcomes).id,
        what: reason,
        documents: [],
        handedOut: detail % 2 === 0 ? handedOut : undefined,
      };
    case 'hand-out-result':
      return { kind: chosen, handedOut };
    case 'record-satisfaction':
      return { kind: chosen, satisfaction: { kind: 'answered', ease: detail % 7 } };
    case 'review-provision':
      return { kind: chosen, needMet: of(['yes', 'partly', 'no'] as const), correctiveNote };
    case 'decide-follow-up':
      return detail % 2 === 0
        ? { kind: chosen, followUp: { kind: 'none', reason } }
        : {
            kind: chosen,
            followUp: { kind: 'action', action: 'Mācības', reason, owner: responsible, until: soon },
          };
    case 'complete-follow-up':
      return { kind: chosen, effect: reason };
    case 'explain-delay':
      return { kind: chosen, correctiveNote: correctiveNote ?? ' ' };
    case 'recount-deadline':
      return { kind: chosen, calendar: state.calendar };
    case 'extend-deadline':
      return { kind: chosen, until: addDays(today, 20 + (detail % 70)), reason };
    case 'link-duplicate':
      return { kind: chosen, other: referenceOf('SMI', '7K2', 1 + (detail % 5)) };
    case 'attach-files':
      return {
        kind: chosen,
        files: [sampleFile(detail % 7, { name: detail % 16 === 0 ? 'a/b.pdf' : 'a.pdf' })],
      };
    case 'remove-attachment':
      return { kind: chosen, attachment: sampleFile(detail % 7).id, reason };
    case 'correct-request': {
      const fields = [...requestFieldsOf(state.request)];
      const [field = '/need', base = null] = fields[detail % fields.length] ?? [];
      const value = detail % 3 === 0 ? base : detail % 3 === 1 ? 'Labots' : null;
      const [seen, isStale] = [detail % 7 === 0 ? 'Cits' : base, detail % 5 === 0];
      const changes = [
        { field, base: seen, value },
        ...(isStale ? [{ field: '/need', base: null, value: 'Vajag' }] : []),
      ];
      return { kind: chosen, changes, ...(detail % 4 === 0 ? {} : { reason }) };
    }
    case 'resolve-conflict': {
      const change = { field: '/need', base: state.request.need ?? null, value: `Vajag ${detail}` };
      const choice: Choice =
        detail % 3 === 0
          ? { take: 'mine', version: 1 }
          : detail % 3 === 1
            ? { take: 'theirs' }
            : { take: 'each', changes: [change] };
      return {
        kind: chosen,
        operation: operationOf(900 + detail),
        what: 'correct-request',
        of: of(PEOPLE),
        choice,
      };
    }
    case 'finish-at-once': {
      const steps = [
        { kind: 'assess-conformity', findings: foundOf(['complete', 'signed', 'within-competence'], detail) },
        { kind: 'assess-justification', findings: foundOf(criteriaOf(service), detail) },
        { kind: 'take-decision', decision: contentOf(service, detail) },
        { kind: 'inform', subject: 'decision', channel: 'counter', sentOn: today, proof: { kind: 'spoken' } },
        { kind: 'choose-way', way: 'at-counter-now' },
      ] as const satisfies Extract<CaseCommand, { kind: 'finish-at-once' }>['steps'];
      return { kind: chosen, steps: steps.slice(person, person + 1 + (detail % 5)) };
    }
  }
}

function classificationOf({ classification }: CaseState, detail: number) {
  const requestType =
    (['service', 'information', 'consultation', 'complaint'] as const)[detail % 4] ?? 'service';
  return { ...classification, requestType };
}

function evidenceOf(service: PublicService, detail: number): string[] {
  return service.evidence.filter((_, index) => ((detail >> index) & 1) === 1).map(({ id }) => id);
}

function broughtOf(service: PublicService, { missing }: CaseState, detail: number) {
  const status = {
    'present-original': 'shown',
    'submit-original': 'handed-in',
    'submit-copy': 'copy-taken',
    'submit-electronic': 'received-electronically',
    'register-check': 'checked-in-register',
  } as const;
  const brought = service.evidence.filter(({ id }, index) =>
    detail % 2 === 0 ? missing.includes(id) : ((detail >> index) & 1) === 1,
  );
  return Object.fromEntries(brought.map(({ id, mode }) => [id, { status: status[mode] }]));
}

function foundOf(criteria: readonly string[], detail: number) {
  const [first = ''] = criteria;
  const unmet = { isMet: false, note: 'Nav', evidence: [] };
  return findingsOf(criteria, detail % 5 === 0 ? { [first]: unmet } : {});
}

function contentOf(service: PublicService, detail: number) {
  return detail % 3 === 0 ? refusing(service) : { decision: 'provide' as const, reasons: 'Pamats ir' };
}
