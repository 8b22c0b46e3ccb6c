import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '#shared/case/case-command.ts';
import { PersonId } from '#shared/kernel/identifier.ts';
import { referenceOf } from '#shared/kernel/reference.ts';
import { demoCatalogue } from '#test/shared/catalogue/demo-catalogue.ts';
import { on } from '#test/shared/service-level/demo-files.ts';
import { type CommandOf, personOf, refusing, Story, toldDecision } from '../case-story.ts';
import { operationOf } from '../demo-case.ts';

const SPECIALIST = { role: 'provider-specialist', by: 'synthetic-ozola' } as const;
const handing = (changes: Partial<CommandOf<'hand-over'>> = {}): CommandOf<'hand-over'> => ({
  kind: 'hand-over',
  to: { kind: 'person', person: personOf(SPECIALIST), role: 'provider-specialist' },
  isEscalation: false,
  message: 'Lūdzu pārņem',
  ...changes,
});
const ACCEPT: CaseCommand = { kind: 'accept-hand-over' };
const RETURN: CaseCommand = { kind: 'return-hand-over', reason: 'Nav mans' };

describe('a hand-over', () => {
  it('[CL57] [CL58] leaves the sender responsible until it is accepted by the person named', () => {
    const story = new Story();
    story.do(handing({ until: story.today }), 'provider-counter');
    expect(story.state).toMatchObject({
      responsible: { person: 'synthetic-provider-counter' },
      handOver: { from: 'synthetic-provider-counter', until: '2026-10-09', message: 'Lūdzu pārņem' },
    });
    expect(story.refusal(handing())).toEqual({ code: 'handed-over-already' });
    expect(story.refusal(ACCEPT, 'provider-specialist')).toEqual({ code: 'not-handed-over-to-you' });
    story.do(ACCEPT, SPECIALIST);
    expect(story.state).toMatchObject({
      status: 'registered',
      handOver: null,
      responsible: { person: 'synthetic-ozola', role: 'provider-specialist' },
    });
    expect(story.refusal(ACCEPT, SPECIALIST)).toEqual({ code: 'nothing-handed-over' });
  });

  it.each(['provider-counter', SPECIALIST] as const)('[CL59] is given back or taken back by %j', (actor) => {
    const story = new Story();
    expect(story.refusal(RETURN, actor)).toEqual({ code: 'nothing-handed-over' });
    story.do(handing(), 'provider-counter');
    expect(story.refusal(RETURN, 'service-manager')).toEqual({ code: 'not-handed-over-to-you' });
    expect(story.refusal({ kind: 'return-hand-over', reason: '' }, actor).code).toBe('details-not-valid');
    story.do(RETURN, actor);
    expect(story.state).toMatchObject({
      handOver: null,
      responsible: { person: 'synthetic-provider-counter' },
    });
  });

  it('[CL57] [CL58] [CL59] to a partner is accepted or given back by whoever heard of it', () => {
    const to = { kind: 'partner', partner: ' Parauga partneris ' } as const;
    expect(new Story().refusal(handing({ to }))).toMatchObject({
      issues: [{ pointer: '/to', code: 'unknown-choice' }],
    });
    const story = new Story({ service: 'pase-un-eid' });
    expect(story.refusal(handing({ to: { kind: 'partner', partner: '' } }))).toMatchObject({
      issues: [{ pointer: '/to/partner', code: 'required' }],
    });
    story.do(handing({ to, isEscalation: true }), 'provider-counter');
    expect(story.state.handOver).toMatchObject({ to: { partner: 'Parauga partneris' }, isEscalation: true });
    story.do(RETURN, SPECIALIST);
    story.do(handing({ to }), 'provider-counter');
    story.do(ACCEPT, SPECIALIST);
    expect(story.state).toMatchObject({
      handOver: null,
      responsible: { person: 'synthetic-provider-counter' },
    });
  });

  it.each<[object, object[]]>([
    [{ message: ' ' }, [{ pointer: '/message', code: 'required' }]],
    [{ until: on('2026-10-08') }, [{ pointer: '/until', code: 'date-in-past' }]],
    [
      { to: { kind: 'person', person: personOf('provider-counter'), role: 'provider-counter' } },
      [{ pointer: '/to', code: 'unknown-choice' }],
    ],
  ])('[CL57] is refused: %j', (changes, issues) => {
    expect(new Story().refusal(handing(changes))).toMatchObject({ code: 'details-not-valid', issues });
  });

  it('[CL57] [CL66] ends with the case', () => {
    const story = new Story();
    story.do(handing());
    story.do({ kind: 'withdraw-request', reason: 'Pārdomāja' });
    expect(story.state).toMatchObject({ status: 'closed', handOver: null });
    const finished = new Story().to('being-evaluated');
    finished.do(handing());
    expect(finished.to('closed').state.handOver).toBeNull();
  });

  it('[CL61] is ended by a manager who names somebody', () => {
    const story = new Story();
    story.do(handing());
    const assigning = {
      kind: 'assign-case',
      person: PersonId.parse('synthetic-liepa'),
      role: 'provider-counter',
      reason: 'Slimība',
    } as const;
    expect(story.refusal(assigning, 'provider-counter').code).toBe('not-in-this-role');
    expect(story.refusal({ ...assigning, reason: '' }).code).toBe('details-not-valid');
    story.do(assigning, 'portfolio-manager');
    expect(story.state).toMatchObject({
      handOver: null,
      responsible: { person: 'synthetic-liepa', role: 'provider-counter' },
    });
  });
});

describe('extending', () => {
  const EXTENDABLE = { service: 'nin-atvieglojums' };
  const extending = (until: string): CaseCommand => ({
    kind: 'extend-deadline',
    until: on(until),
    reason: 'Sarežģīta lieta',
  });

  it('[CL11] [CL35] moves the deadline, once, by the role that the service names', () => {
    const story = new Story(EXTENDABLE);
    expect(story.refusal(extending('2026-12-01'), 'provider-specialist')).toEqual({
      code: 'not-the-roles-step',
      roles: ['service-manager'],
    });
    expect(story.refusal({ ...extending('2026-12-01'), reason: '' } as CaseCommand).code).toBe(
      'details-not-valid',
    );
    story.do(extending('2026-12-01'));
    expect(story.state).toMatchObject({
      deadline: { kind: 'running', due: { dueOn: '2026-12-01' } },
      clock: { extension: { extendedTo: '2026-12-01' } },
    });
    expect(story.refusal(extending('2026-12-15'))).toEqual({ code: 'already-extended' });
  });

  it.each([
    ['2026-11-09', 'not-later'],
    ['2027-03-01', 'beyond-longest'],
  ])('[CL35] to %s is refused: %s', (until, code) => {
    expect(new Story(EXTENDABLE).refusal(extending(until))).toEqual({ code });
  });

  it('[CL35] is refused late, without the service’s leave, and while the clock does not run', () => {
    expect(new Story(EXTENDABLE).waitDays(40).refusal(extending('2026-12-15'))).toEqual({
      code: 'deadline-passed',
    });
    expect(new Story().refusal(extending('2026-12-01'))).toEqual({ code: 'not-extendable' });
    const story = new Story(EXTENDABLE, { changes: { evidence: {} } });
    expect(story.refusal(extending('2026-12-01')).code).toBe('not-in-this-status');
    const withdrawn = new Story(EXTENDABLE).to('to-be-informed');
    withdrawn.do({ kind: 'withdraw-decision', decision: withdrawn.decision, reason: 'Kļūda' });
    withdrawn.do(extending('2026-12-01'));
    expect(withdrawn.state.deadline).toMatchObject({ kind: 'running', due: { dueOn: '2026-12-01' } });
  });
});

describe('a time that was met', () => {
  it('[CL35] is not extended while an amended decision waits for approval', () => {
    const catalogue = demoCatalogue((document) => {
      document.services.find(({ id }: { id: string }) => id === 'nin-atvieglojums').approval = {
        byRole: 'provider-counter',
      };
    });
    const story = new Story({ service: 'nin-atvieglojums' }, { catalogue }).to('to-be-informed');
    const decision = refusing(story.service);
    story.do({ kind: 'amend-decision', amends: story.decision, decision, reason: 'Kļūda' });
    expect(story.place).toBe('to-be-approved/approve');
    const extending = { kind: 'extend-deadline', until: on('2026-12-01'), reason: 'Vajag' } as const;
    expect(story.refusal(extending)).toEqual({ code: 'deadline-not-running' });
  });
});

describe('classifying', () => {
  const classifying = (changes: object): CaseCommand => ({
    kind: 'classify-request',
    classification: {
      ...new Story().state.classification,
      ...changes,
    },
  });

  it('[CL15] takes what the catalogue has', () => {
    const story = new Story();
    story.do(classifying({ priority: 'urgent', lifeEvent: 'moving-home', requestType: 'complaint' }));
    expect(story.state.classification).toMatchObject({ priority: 'urgent', lifeEvent: 'moving-home' });
    expect(story.place).toBe('registered/conformity');
    expect(story.refusal(classifying({ subject: 'x', lifeEvent: 'y' }))).toMatchObject({
      issues: [
        { pointer: '/classification/subject', code: 'unknown-choice' },
        { pointer: '/classification/lifeEvent', code: 'unknown-choice' },
      ],
    });
  });
});

describe('a note', () => {
  it('[CL60] is one event with its cleaned text', () => {
    const story = new Story();
    story.do({ kind: 'add-note', text: ' Zvanīja\r\nA\u0304bolin\u0327š\u0007 ' }, 'partner');
    expect(story.state.notes).toMatchObject([{ by: 'synthetic-partner', text: 'Zvanīja\nĀboliņš' }]);
    story.do({ kind: 'add-note', text: '🙂'.repeat(4000) });
  });

  it.each([
    ['', [{ pointer: '/text', code: 'required' }]],
    [' \n\u200B\u0001', [{ pointer: '/text', code: 'required' }]],
    ['a\uD800', [{ pointer: '/text', code: 'malformed-text' }]],
    ['🙂'.repeat(4001), [{ pointer: '/text', code: 'too-long', params: { max: 4000 } }]],
  ])('[CL60] %j is refused', (text, issues) => {
    expect(new Story().refusal({ kind: 'add-note', text })).toEqual({ code: 'details-not-valid', issues });
  });
});

describe('a link to another case', () => {
  it('[CL62] is made once, and not to itself', () => {
    const story = new Story();
    const another = referenceOf('SMI', '7K2', 143);
    story.do({ kind: 'link-duplicate', other: another });
    expect(story.state.duplicates).toEqual([another]);
    for (const again of [another, story.state.reference]) {
      expect(story.refusal({ kind: 'link-duplicate', other: again })).toEqual({ code: 'linked-already' });
    }
  });
});

describe('several steps in one go', () => {
  it('[CL63] are all refused when one of them is, with its reason', () => {
    const story = new Story();
    const steps: CommandOf<'finish-at-once'>['steps'] = [
      { kind: 'take-decision', decision: refusing(story.service) },
    ];
    expect(story.refusal({ kind: 'finish-at-once', steps }).code).toBe('not-in-this-status');
    expect(story.events).toHaveLength(1);
  });

  it('[CL30] [CL63] tell the decision of their own operation', () => {
    const story = new Story().to('to-be-decided');
    const { decision: _none, ...told } = { ...toldDecision(new Story().to('to-be-informed')) };
    story.do({
      kind: 'finish-at-once',
      steps: [{ kind: 'take-decision', decision: { decision: 'provide' } }, told],
    });
    expect(story.place).toBe('decided-to-provide/way');
    expect(story.state.touches).toBe(4);
  });
});

describe('what two counters did without knowing of each other', () => {
  it('[CL4] what does not fit any more changes nothing but the time of the last change', () => {
    const story = new Story().to('being-assessed');
    const late = new Story().to('to-be-decided').events.at(-1) ?? expect.fail();
    story.do({ kind: 'withdraw-request', reason: 'Pārdomāja' });
    const { touches, lastOperation, lastChangedAt, ...before } = story.state;
    const origin = { ...late.origin, opId: operationOf(77), at: story.now };
    const {
      touches: _t,
      lastOperation: _l,
      lastChangedAt: changedAt,
      ...after
    } = story.with({ ...late, origin });
    expect(after).toEqual(before);
    expect(changedAt).toBe(story.now);
  });

  it('[CL4] a hand-over that a manager ended is not accepted any more', () => {
    const story = new Story();
    story.do(handing());
    const accepted = {
      kind: 'hand-over-accepted',
      origin: story.context(SPECIALIST).origin,
      responsible: { person: personOf(SPECIALIST), role: SPECIALIST.role },
    } as const;
    story.do({ kind: 'assign-case', person: PersonId.parse('liepa'), role: 'provider-counter', reason: 'x' });
    expect(story.with(accepted).responsible.person).toBe('liepa');
  });

  it('[CL4] [CL26] evidence that was recorded before the decision was known leaves the time met', () => {
    const story = new Story().to('to-be-decided');
    const evidence = { kind: 'receive-evidence', evidence: { 'id-doc': { status: 'shown' } } } as CaseCommand;
    const other = new Story().to('to-be-decided');
    const [received] = other.do(evidence);
    story.do({ kind: 'take-decision', decision: { decision: 'provide' } });
    expect(story.with(received ?? expect.fail()).deadline).toEqual(story.state.deadline);
  });
});
