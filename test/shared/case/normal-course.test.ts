import { describe, expect, it } from 'vitest';
import type { CaseCommand, RoutineStep } from '#shared/case/case-command.ts';
import { on } from '#test/shared/service-level/demo-files.ts';
import { servicesAndVariants } from '#test/support/request-generator.ts';
import {
  actorOf,
  criteriaOf,
  findingsOf,
  isAtOnce,
  kindsOf,
  nextCommand,
  personOf,
  providedOutcome,
  refusing,
  Story,
  toldDecision,
} from './case-story.ts';
import { catalogueJson } from './demo-case.ts';

const WISHES = servicesAndVariants(catalogueJson).map(
  (wish) => [`${wish.service} ${wish.variant ?? ''}`.trim(), wish] as const,
);

describe.each(WISHES)('%s', (_name, wish) => {
  it('[CL12] [CL66] is provided by the roles of the catalogue, and closed with one outcome', () => {
    const story = new Story(wish).to('closed');
    const isHandedOver = kindsOf(story.events).includes('handed-over');
    expect(isHandedOver).toBe(actorOf(story.service, 'prepare') !== 'provider-counter');
    expect(kindsOf(story.events)).toEqual([
      'registered',
      'conformity-assessed',
      'justification-assessed',
      'decision-taken',
      'applicant-informed',
      'way-chosen',
      ...(isHandedOver ? ['handed-over', 'hand-over-accepted'] : []),
      'prepared',
      'performed',
      'result-recorded',
      'result-handed-out',
      'satisfaction-recorded',
      'provision-reviewed',
      'case-closed',
    ]);
    expect(story.state).toMatchObject({
      status: 'closed',
      nextStep: 'none',
      outcome: { kind: 'fulfilled', outcome: providedOutcome(story.service) },
      deadline: { kind: 'met', isInTime: true },
      review: { isInTime: true, needMet: 'yes', correctiveNote: null },
      touches: isHandedOver ? 14 : 12,
      responsible: { role: actorOf(story.service, 'prepare') },
    });
    expect(story.folded()).toEqual(story.state);
  });

  it('[CL25] [CL32] is refused, told and closed', () => {
    const story = new Story(wish).to('being-assessed');
    const unmet = { isMet: false, note: 'Nav pierādīts', evidence: [] };
    const [first = ''] = criteriaOf(story.service);
    const findings = findingsOf(criteriaOf(story.service), { [first]: unmet });
    story.do({ kind: 'assess-justification', findings }, actorOf(story.service, 'justification'));
    story.do({ kind: 'take-decision', decision: refusing(story.service) }, actorOf(story.service, 'decide'));
    expect(story.state.outcome).toBeNull();
    story.do(toldDecision(story), actorOf(story.service, 'inform'));
    expect(story.place).toBe('being-evaluated/satisfaction');
    expect(story.to('closed').state.outcome?.kind).toBe('refused');
  });

  it('[CL9] [CL19] [CL20] waits for the applicant with a clock that stands', () => {
    const story = new Story(wish);
    const before = story.state.deadline;
    story.do({ kind: 'ask-applicant', question: 'Kurš stāvs?', evidence: [], until: on('2026-10-30') });
    expect(story.state).toMatchObject({ status: 'waiting-for-applicant', deadline: { kind: 'paused' } });
    story.waitDays(7).do({ kind: 'record-answer', answer: 'Otrais' });
    expect(story.place).toBe('registered/conformity');
    expect(story.state.deadline.kind).toBe('running');
    if (!isAtOnce(story)) expect(story.state.deadline).not.toEqual(before);
    expect(story.to('closed').state.review?.isInTime).toBe(true);
  });

  it('[CL42] [CL44] is asked for by a representative, to whom the result is handed out', () => {
    const story = new Story({ ...wish, byRepresentative: true }).to('ready-for-collection');
    expect(story.state.request.representative).toBeDefined();
    const handedOut = { to: 'representative', channel: 'counter', on: story.today } as const;
    story.do({ kind: 'hand-out-result', handedOut }, 'provider-counter');
    expect(story.to('closed').state).toMatchObject({
      outcome: { kind: 'fulfilled' },
      result: { handedOut: { to: 'representative' } },
    });
  });

  it('[CL57] [CL58] is escalated to the manager, who takes it over and decides', () => {
    const story = new Story(wish).to('to-be-decided');
    const to = { kind: 'person', person: personOf('service-manager'), role: 'service-manager' } as const;
    story.do({ kind: 'hand-over', to, isEscalation: true, message: 'Sarežģīti' }, 'provider-counter');
    expect(story.state).toMatchObject({ status: 'to-be-decided', handOver: { isEscalation: true } });
    story.do({ kind: 'accept-hand-over' }, 'service-manager');
    story.do({ kind: 'take-decision', decision: { decision: 'provide' } }, 'service-manager');
    expect(story.state.decision?.decidedBy).toBe(personOf('service-manager'));
    expect(story.to('closed').state.outcome?.kind).toBe('fulfilled');
  });

  it('[CL50] [CL51] is forwarded or withdrawn instead', () => {
    for (const [command, kind] of [
      [{ kind: 'forward-request', institution: 'Parauga dome', reason: 'Nav kompetence' }, 'forwarded'],
      [{ kind: 'withdraw-request', reason: 'Pārdomāja' }, 'withdrawn'],
    ] as const) {
      const story = new Story(wish).to('being-assessed');
      story.do(command, 'provider-counter');
      expect(story.state).toMatchObject({ status: 'closed', outcome: { kind } });
    }
  });

  it('[CL63] [CL64] is finished in one go where one role does all of it, and step by step by its manager', () => {
    const story = new Story(wish);
    const steps = courseOf(wish);
    const roles = new Set(steps.map((step) => roleOf(story, step)));
    const [only] = roles;
    const actor = roles.size === 1 && only !== undefined ? only : 'service-manager';
    const events = story.do({ kind: 'finish-at-once', steps }, actor);
    expect(new Set(events.map(({ origin }) => origin.opId)).size).toBe(1);
    expect(story.state).toMatchObject({ status: 'closed', outcome: { kind: 'fulfilled' }, touches: 2 });
  });
});

/** The routine steps from registration to the end, as one clerk would send them. */
function courseOf(wish: (typeof WISHES)[number][1]): RoutineStep[] {
  const story = new Story(wish);
  const steps: CaseCommand[] = [];
  while (story.state.status !== 'closed') {
    const command = withoutName(nextCommand(story), story);
    if (command.kind === 'hand-over') {
      // In one go nobody waits for another: whoever may prepare begins.
      const prepare: RoutineStep = { kind: 'prepare', items: [] };
      steps.push(prepare);
      story.do(prepare);
      continue;
    }
    steps.push(command);
    story.do(command.kind === 'inform' ? toldDecision(story) : command);
  }
  return steps as RoutineStep[];
}

/** Steps in one go speak of the decision of their own operation, and hand the result out at once. */
function withoutName(command: CaseCommand, story: Story): CaseCommand {
  if (command.kind === 'inform') {
    const { decision: _own, ...rest } = command;
    return rest;
  }
  return command.kind === 'record-result'
    ? { ...command, handedOut: { to: 'applicant', channel: 'counter', on: story.today } }
    : command;
}

const STEP_OF_COMMAND: Readonly<Record<string, string>> = {
  'assess-conformity': 'conformity',
  'assess-justification': 'justification',
  'take-decision': 'decide',
  inform: 'inform',
  'choose-way': 'way',
  prepare: 'prepare',
  perform: 'perform',
  'record-result': 'record',
  'record-satisfaction': 'satisfaction',
  'review-provision': 'review',
};

function roleOf(story: Story, { kind }: RoutineStep) {
  return actorOf(story.service, STEP_OF_COMMAND[kind] ?? expect.fail(kind));
}
