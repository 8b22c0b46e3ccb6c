import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '#shared/case/case-command.ts';
import { addDays } from '#shared/kernel/plain-date.ts';
import { on } from '#test/shared/service-level/demo-files.ts';
import { type CommandOf, refusing, Story } from '../case-story.ts';
import { RECEIVED_AT } from '../demo-case.ts';

const UNTIL = on('2026-10-23');
const asking = (changes: Partial<CommandOf<'ask-applicant'>> = {}): CommandOf<'ask-applicant'> => ({
  kind: 'ask-applicant',
  evidence: [],
  until: UNTIL,
  question: 'Kurš stāvs?',
  ...changes,
});
const bringing = (id: string, status = 'shown'): CaseCommand =>
  ({ kind: 'receive-evidence', evidence: { [id]: { status } } }) as CaseCommand;

describe('asking the applicant', () => {
  it('[CL16] [CL17] [CL20] makes the case wait and stops its clock', () => {
    const story = new Story().wait(30);
    const asked = story.now;
    story.do(asking({ evidence: ['id-doc', 'id-doc'] }));
    expect(story.state).toMatchObject({
      status: 'waiting-for-applicant',
      nextStep: 'fill',
      missing: ['id-doc'],
      waiting: {
        since: asked,
        question: 'Kurš stāvs?',
        until: UNTIL,
        returnTo: { status: 'registered', step: 'conformity' },
      },
      deadline: { kind: 'paused', startedAt: RECEIVED_AT, pausedAt: asked, left: { value: 1 } },
    });
    expect(story.state.request.evidence['id-doc']).toEqual({ status: 'missing' });
  });

  it('[CL17] again adds to what was asked and moves the date', () => {
    const story = new Story();
    story.do(asking());
    const { since } = story.state.waiting ?? expect.fail();
    story.wait(60).do(asking({ question: undefined, evidence: ['fee-proof'], until: on('2026-10-30') }));
    story.do(asking({ question: undefined, evidence: ['id-doc'], until: on('2026-10-29') }));
    expect(story.state.waiting).toMatchObject({ since, question: 'Kurš stāvs?', until: on('2026-10-29') });
    expect(story.state.missing).toEqual(['fee-proof', 'id-doc']);
    expect(story.state.clock.pauses).toHaveLength(1);
  });

  it.each([
    [{ question: ' ' }, [{ pointer: '/question', code: 'required' }]],
    [{ evidence: ['gone'] }, [{ pointer: '/evidence/gone', code: 'unknown-choice' }]],
    [{ until: on('2026-10-09') }, [{ pointer: '/until', code: 'date-not-later' }]],
    [{ question: 'a\uD800' }, [{ pointer: '/question', code: 'malformed-text' }]],
    [{ question: 'x'.repeat(1001) }, [{ pointer: '/question', code: 'too-long', params: { max: 1000 } }]],
  ])('[CL16] is refused: %j', (changes, issues) => {
    expect(new Story().refusal(asking(changes))).toMatchObject({ code: 'details-not-valid', issues });
  });

  it('[CL16] does not ask for what the institution looks up itself', () => {
    const story = new Story({ service: 'berna-piedzimsanas-pabalsts' });
    expect(story.refusal(asking({ evidence: ['birth-register'] }))).toMatchObject({
      issues: [{ pointer: '/evidence/birth-register', code: 'unknown-choice' }],
    });
  });

  it('[CL20] during provision leaves the time as it was met, and stays in that stage', () => {
    const story = new Story().to('ready-for-collection');
    const { deadline, clock } = story.state;
    story.do(asking({ question: 'Lūdzu izņemt' }));
    expect(story.state).toMatchObject({ status: 'waiting-for-applicant', deadline, clock });
    story.do({ kind: 'record-answer', answer: 'Ieradās' });
    expect(story.state).toMatchObject({
      status: 'ready-for-collection',
      nextStep: 'hand-out',
      deadline,
      clock,
    });
  });
});

describe('evidence that comes in', () => {
  it('[CL18] [CL20] ends the waiting when nothing is missing, and the clock goes on', () => {
    const story = new Story();
    story.do(asking({ question: undefined, evidence: ['id-doc', 'fee-proof'] }));
    story.do(bringing('id-doc'));
    expect(story.state).toMatchObject({ status: 'waiting-for-applicant', missing: ['fee-proof'] });
    story.waitDays(5).do(bringing('fee-proof'));
    expect(story.place).toBe('registered/conformity');
    expect(story.state).toMatchObject({ missing: [], waiting: null, deadline: { kind: 'running' } });
    expect(story.state.clock.pauses[0]?.resumedAt).not.toBeNull();
  });

  it('[CL18] does not end the waiting for an answer', () => {
    const story = new Story();
    story.do(asking({ evidence: ['id-doc'] }));
    story.do(bringing('id-doc'));
    expect(story.state).toMatchObject({ status: 'waiting-for-applicant', missing: [] });
    expect(story.state.deadline.kind).toBe('paused');
  });

  it('[CL9] [CL18] starts the clock when the request is complete', () => {
    const story = new Story({}, { changes: { evidence: {} } });
    expect(story.state.deadline).toEqual({ kind: 'waits-for-complete-request' });
    story.waitDays(3);
    for (const id of story.state.missing) story.do(bringing(id));
    expect(story.place).toBe('registered/conformity');
    expect(story.state.deadline).toMatchObject({ kind: 'running' });
    expect(story.state.clock.startedAt).not.toBe(RECEIVED_AT);
  });

  it('[CL18] comes at any time before the evaluation and changes no time that was met', () => {
    const story = new Story().to('being-fulfilled');
    const { deadline, status } = story.state;
    story.do(bringing('id-doc', 'copy-taken'));
    expect(story.state).toMatchObject({ deadline, status });
    expect(story.state.request.evidence['id-doc']).toEqual({ status: 'copy-taken' });
  });

  it.each<[CaseCommand, object[]]>([
    [{ kind: 'receive-evidence', evidence: {} }, [{ pointer: '/evidence', code: 'required' }]],
    [bringing('gone'), [{ pointer: '/evidence/gone', code: 'unknown-choice' }]],
    [bringing('id-doc', 'missing'), [{ pointer: '/evidence', code: 'required' }]],
    [
      bringing('id-doc', 'gold'),
      [{ pointer: '/evidence/id-doc/status', code: 'evidence-status-not-possible' }],
    ],
  ])('[CL18] is refused: %j', (command, issues) => {
    expect(new Story().refusal(command)).toMatchObject({ code: 'details-not-valid', issues });
  });
});

describe('going on', () => {
  it.each<[CaseCommand, string]>([
    [{ kind: 'record-answer', answer: ' Trešais\r\nstāvs ' }, 'applicant-answered'],
    [{ kind: 'stop-waiting', reason: 'Atrasts reģistrā' }, 'waiting-stopped'],
  ])('[CL19] by %j, with what there is', (command, kind) => {
    const story = new Story({}, { changes: { evidence: {} } });
    const { missing } = story.state;
    story.waitDays(2);
    const went = story.now;
    expect(story.do(command)[0]?.kind).toBe(kind);
    expect(story.state).toMatchObject({
      status: 'registered',
      nextStep: 'conformity',
      missing,
      waiting: null,
    });
    expect(story.state.deadline).toMatchObject({ kind: 'running', startedAt: went });
  });

  it('[CL19] needs its words', () => {
    const story = new Story({}, { changes: { evidence: {} } });
    expect(story.refusal({ kind: 'record-answer', answer: ' ' })).toMatchObject({
      issues: [{ pointer: '/answer', code: 'required' }],
    });
    expect(story.refusal({ kind: 'stop-waiting', reason: '' })).toMatchObject({
      issues: [{ pointer: '/reason', code: 'required' }],
    });
  });

  it('[CL20] [CL65] a device whose clock is behind ends no pause before it began, and turns no time back', () => {
    const story = new Story().wait(60);
    story.do(asking());
    const asked = story.state.stepStartedAt;
    story.wait(-50).do({ kind: 'record-answer', answer: 'Otrais' });
    expect(story.state.clock.pauses).toEqual([{ pausedAt: asked, resumedAt: asked }]);
    expect(story.state).toMatchObject({ stepStartedAt: asked, lastChangedAt: asked });
    story.wait(-100).do(asking());
    expect(story.state.clock.pauses.at(-1)?.pausedAt).toBe(asked);
  });
});

describe('lapsing', () => {
  const lapsing: CaseCommand = { kind: 'lapse-request', reason: 'Nav atbildes' };

  it('[CL52] [CL53] ends a case whose applicant was asked by a date that has passed', () => {
    const story = new Story();
    story.do(asking());
    story.now = RECEIVED_AT;
    story.waitDays(14);
    expect(story.today).toBe(UNTIL);
    expect(story.refusal(lapsing)).toEqual({ code: 'not-waiting-long-enough' });
    story.waitDays(1);
    expect(story.today).toBe(addDays(UNTIL, 1));
    story.do(lapsing, 'provider-counter');
    expect(story.state).toMatchObject({
      status: 'closed',
      outcome: { kind: 'lapsed' },
      waiting: null,
      review: { isInTime: true, needMet: null },
      deadline: { kind: 'met', isInTime: true },
    });
  });

  it('[CL10] [CL52] needs a date: who was only told at registration is asked with one first', () => {
    const story = new Story({}, { changes: { evidence: {} } });
    expect(story.state.waiting?.until).toBeNull();
    expect(story.waitDays(400).refusal(lapsing)).toEqual({ code: 'not-waiting-long-enough' });
  });
});

describe('a case that does not wait', () => {
  it('[CL2] knows no answer and no lapse, and between decision and telling nobody is asked', () => {
    const story = new Story().to('to-be-decided');
    for (const command of [
      { kind: 'record-answer', answer: 'x' },
      { kind: 'stop-waiting', reason: 'x' },
      { kind: 'lapse-request', reason: 'x' },
    ] as const) {
      expect(story.refusal(command).code).toBe('not-in-this-status');
    }
    story.do({ kind: 'take-decision', decision: refusing(story.service) });
    expect(story.refusal(asking()).code).toBe('not-in-this-status');
  });
});
