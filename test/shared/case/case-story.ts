import { expect } from 'vitest';
import type { CaseCommand } from '#shared/case/case-command.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { decide } from '#shared/case/decide.ts';
import type { DecideContext } from '#shared/case/decide-context.ts';
import { evolve, foldCase } from '#shared/case/evolve.ts';
import type { Refusal } from '#shared/case/refusal.ts';
import type { StaffRole } from '#shared/case/staff-role.ts';
import { rolesOfStep } from '#shared/case/step-context.ts';
import { decisionTimeOf, findService } from '#shared/catalogue/find-service.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import { type OperationId, PersonId } from '#shared/kernel/identifier.ts';
import { addMilliseconds, type Instant } from '#shared/kernel/instant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { RequestWish } from '#test/support/request-generator.ts';
import { catalogue, contextOf, draftOf, operationOf, originOf, RECEIVED_AT } from './demo-case.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Who acts: a role, and the person when it matters which one of that role. */
export type Actor = StaffRole | { readonly role: StaffRole; readonly by: string };

/** A person of a role. */
export function personOf(actor: Actor): PersonId {
  return PersonId.parse(typeof actor === 'string' ? `synthetic-${actor}` : actor.by);
}

/** One case, taken from command to command. Every command is an operation of its own, a minute after the one before. */
export class Story {
  readonly events: CaseEvent[] = [];
  readonly service: PublicService;
  readonly #catalogue: Catalogue;
  #state: CaseState | undefined;
  #count = 0;
  now: Instant = RECEIVED_AT;

  constructor(
    wish: Partial<RequestWish> = {},
    options: { readonly changes?: Parameters<typeof draftOf>[1]; readonly catalogue?: Catalogue } = {},
  ) {
    this.#catalogue = options.catalogue ?? catalogue;
    this.do({ kind: 'register-request', request: draftOf(wish, options.changes) }, 'provider-counter');
    this.service = findService(this.#catalogue, this.state.request.service) ?? expect.fail('no service');
  }

  get state(): CaseState {
    return this.#state ?? expect.fail('no case yet');
  }

  /** Status and next step, as `registered/conformity`. */
  get place(): string {
    return `${this.state.status}/${this.state.nextStep}`;
  }

  get today(): PlainDate {
    return localDateOf(this.now);
  }

  /** The operation of the decision that stands. */
  get decision(): OperationId {
    return decisionOf(this);
  }

  /** The context of the next operation. */
  context(actor: Actor): DecideContext {
    const role = typeof actor === 'string' ? actor : actor.role;
    const origin = originOf({ opId: operationOf(this.#count + 1), at: this.now, by: personOf(actor), role });
    return contextOf({ origin, catalogue: { ...contextOf().catalogue, value: this.#catalogue } });
  }

  /** Gives a command that has to be accepted, and takes its events in. */
  do(command: CaseCommand, actor: Actor = 'service-manager'): readonly CaseEvent[] {
    const decided = decide(this.#state, command, this.context(actor));
    if (!decided.ok) expect.fail(`${command.kind}: ${JSON.stringify(decided.problem)}`);
    this.#count += 1;
    for (const event of decided.value) {
      this.events.push(event);
      this.#state = evolve(this.#state, event);
    }
    this.wait(1);
    return decided.value;
  }

  /** Gives a command that has to be refused, and says why it was. */
  refusal(command: CaseCommand, actor: Actor = 'service-manager'): Refusal {
    const decided = decide(this.#state, command, this.context(actor));
    return decided.ok ? expect.fail(`${command.kind} was accepted`) : decided.problem;
  }

  wait(minutes: number): this {
    this.now = addMilliseconds(this.now, minutes * MINUTE);
    return this;
  }

  waitDays(days: number): this {
    this.now = addMilliseconds(this.now, days * DAY);
    return this;
  }

  /** The case as it would be with one more event, whoever made it. */
  with(event: CaseEvent): CaseState {
    return evolve(this.state, event) ?? expect.fail('no case');
  }

  /** The same case again, folded from its first event. */
  folded(): CaseState | undefined {
    return foldCase(this.events);
  }

  /** Takes the case as far as `status` on the course of a service that is provided. */
  to(status: CaseState['status']): this {
    return this.#go(status, () => this.state.status === status);
  }

  /** Takes the case to the step of that name. */
  toStep(step: string): this {
    return this.#go(step, () => this.state.nextStep === step);
  }

  #go(goal: string, isThere: () => boolean): this {
    for (let step = 0; !isThere(); step += 1) {
      if (step > 20) expect.fail(`${goal} was not reached, but ${this.place}`);
      this.do(nextCommand(this), actorOfNext(this));
    }
    return this;
  }
}

/** A role that may do the step, the responsible one when it is of the staff. */
export function actorOf(service: PublicService, step: string): StaffRole {
  const roles = rolesOfStep(service, step);
  const named = service.stages.flatMap(({ steps }) => steps).find(({ id }) => id === step)?.responsibleRole;
  return (
    roles.find((role) => role === named) ??
    roles.find((role) => role !== 'service-manager') ??
    'service-manager'
  );
}

/** Who takes the next step of the plain course. */
function actorOfNext({ state, service }: Story): StaffRole {
  if (state.nextStep !== 'handover') return actorOf(service, state.nextStep);
  return state.handOver?.to.kind === 'person' ? state.handOver.to.role : state.responsible.role;
}

/** A case as it stands, wherever it is taken through its course. */
export interface Standing {
  readonly state: CaseState;
  readonly service: PublicService;
  readonly today: PlainDate;
}

/** The operation of the decision that stands. */
function decisionOf({ state }: Standing): OperationId {
  return state.decision?.opId ?? expect.fail('nothing decided');
}

/** The command of a plain course for the next step of the case. */
export function nextCommand(story: Standing): CaseCommand {
  const { state, service, today } = story;
  switch (state.nextStep) {
    case 'conformity':
      return { kind: 'assess-conformity', findings: findingsOf(['complete', 'signed', 'within-competence']) };
    case 'justification':
      return { kind: 'assess-justification', findings: findingsOf(criteriaOf(service)) };
    case 'decide':
      return { kind: 'take-decision', decision: { decision: 'provide' } };
    case 'approve':
      return { kind: 'approve-decision', decision: decisionOf(story) };
    case 'inform':
      return toldDecision(story);
    case 'way':
      return { kind: 'choose-way', way: 'at-counter-later' };
    case 'handover': {
      if (state.handOver !== null) return { kind: 'accept-hand-over' };
      const role = actorOf(service, 'prepare');
      const to = { kind: 'person', person: personOf(role), role } as const;
      return { kind: 'hand-over', to, isEscalation: false, message: 'Sagatavot' };
    }
    case 'prepare':
      return { kind: 'prepare', items: [{ text: 'Veidlapa', isDone: true }] };
    case 'perform':
      return { kind: 'perform', actions: [{ text: 'Ierakstīts reģistrā', isDone: true }] };
    case 'record':
      return { kind: 'record-result', outcome: providedOutcome(service), what: 'Ieraksts', documents: [] };
    case 'hand-out':
      return { kind: 'hand-out-result', handedOut: { to: 'applicant', channel: 'counter', on: today } };
    case 'satisfaction':
      return { kind: 'record-satisfaction', satisfaction: { kind: 'answered', ease: 5, needMet: 'yes' } };
    case 'review':
      return { kind: 'review-provision', needMet: 'yes' };
    case 'followup':
      return { kind: 'decide-follow-up', followUp: { kind: 'none', reason: 'Vienreizējs gadījums' } };
    case 'act':
      return { kind: 'complete-follow-up', effect: 'Gaidīšana īsāka' };
    default:
      return expect.fail(`no plain course from ${state.status}/${state.nextStep}`);
  }
}

/** Findings that meet every criterion, but for those that `changes` says otherwise of. */
export function findingsOf(
  criteria: readonly string[],
  changes: Record<string, { isMet: boolean; note?: string; evidence: string[] }> = {},
) {
  const met = criteria.map((criterion) => [criterion, { isMet: true, evidence: [] as string[] }] as const);
  return { ...Object.fromEntries(met), ...changes };
}

/** The conditions of a service, or its one ground. */
export function criteriaOf({ eligibility }: PublicService): readonly string[] {
  return eligibility.length === 0 ? ['grounds'] : eligibility.map(({ id }) => id);
}

/** Telling the applicant the decision that stands, face to face. */
export function toldDecision(story: Standing): Extract<CaseCommand, { kind: 'inform' }> {
  return {
    kind: 'inform',
    subject: 'decision',
    decision: decisionOf(story),
    channel: 'counter',
    sentOn: story.today,
    proof: { kind: 'spoken' },
  };
}

/** A refusal with the first reason of the catalogue. */
export function refusing({ refusalReasons }: PublicService) {
  return {
    decision: 'refuse' as const,
    refusalReasons: refusalReasons.slice(0, 1).map(({ id }) => id),
    reasons: 'Nav pamata',
    legalGround: 'Parauga likums, 1. pants',
    contestAt: 'Parauga iestādē',
  };
}

/** The first outcome of a service that gives what was asked for. */
export function providedOutcome({ outcomes }: PublicService): string {
  return outcomes.find(({ kind }) => kind === 'granted')?.id ?? expect.fail('nothing is provided');
}

/** Whether the service's time, for the variant of the case, ends at once. */
export function isAtOnce({ service, state }: Story): boolean {
  return decisionTimeOf(service, state.request.variant).unit === 'immediate';
}

/** The kinds of events, in order. */
export function kindsOf(events: readonly CaseEvent[]): readonly string[] {
  return events.map(({ kind }) => kind);
}

/** The commands that stand for one of each kind, right or not. */
export type CommandOf<Kind extends CaseCommand['kind']> = Extract<CaseCommand, { kind: Kind }>;
