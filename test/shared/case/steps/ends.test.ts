import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '#shared/case/case-command.ts';
import type { CaseStatus } from '#shared/case/case-status.ts';
import { LIFECYCLE } from '#shared/case/lifecycle.ts';
import { demoCatalogue } from '#test/shared/catalogue/demo-catalogue.ts';
import { Story } from '../case-story.ts';

const FORWARD = { kind: 'forward-request', institution: 'Parauga dome', reason: 'Nav kompetence' } as const;
const WITHDRAW = { kind: 'withdraw-request', reason: 'Pārdomāja' } as const;
const VOID = { kind: 'void-case', reason: 'Reģistrēts divreiz' } as const;
const REOPEN = { kind: 'reopen-case', reason: 'Iesniegta sūdzība' } as const;
const CONSULTATION = { service: 'e-pakalpojumu-konsultacija', variant: 'info' };

describe('forwarding and withdrawing', () => {
  it('[CL50] sends the request on to a named institution', () => {
    const story = new Story();
    expect(story.refusal({ ...FORWARD, institution: '', reason: '' })).toMatchObject({
      issues: [
        { pointer: '/institution', code: 'required' },
        { pointer: '/reason', code: 'required' },
      ],
    });
    const [event] = story.do(FORWARD, 'provider-counter');
    expect(event).toMatchObject({ kind: 'request-forwarded', institution: 'Parauga dome' });
    expect(story.state).toMatchObject({ status: 'closed', outcome: { kind: 'forwarded' } });
  });

  it('[CL50] only where the service has that outcome', () => {
    const catalogue = demoCatalogue((document) => {
      const [service] = document.services;
      service.outcomes = service.outcomes.filter(({ kind }: { kind: string }) => kind !== 'forwarded');
    });
    expect(new Story({}, { catalogue }).refusal(FORWARD)).toEqual({ code: 'outcome-not-of-service' });
  });

  it.each(LIFECYCLE['withdraw-request'].from.filter((status) => status !== 'to-be-approved'))(
    '[CL51] a request that is %s may be withdrawn',
    (status) => {
      const story =
        status === 'waiting-for-applicant'
          ? new Story({}, { changes: { evidence: {} } })
          : new Story().to(status as CaseStatus);
      story.do(WITHDRAW, 'provider-counter');
      expect(story.state).toMatchObject({ status: 'closed', outcome: { kind: 'withdrawn' }, waiting: null });
      expect(story.refusal(WITHDRAW).code).toBe('not-in-this-status');
    },
  );

  it('[CL53] ends the time too, also of a clock that never started', () => {
    const running = new Story();
    running.do(WITHDRAW);
    expect(running.state.deadline).toMatchObject({ kind: 'met', isInTime: true });
    const never = new Story({}, { changes: { evidence: {} } }).waitDays(400);
    never.do(WITHDRAW);
    expect(never.state.deadline).toMatchObject({ kind: 'met', isInTime: true });
  });

  it.each([FORWARD, WITHDRAW])('[CL53] explains a delay: %j', (command) => {
    const story = new Story().waitDays(9);
    expect(story.refusal(command)).toEqual({ code: 'corrective-note-required' });
    story.do({ ...command, correctiveNote: 'Slimība' });
    expect(story.state.review).toEqual({ isInTime: false, needMet: null, correctiveNote: 'Slimība' });
    expect(story.state.deadline).toMatchObject({ kind: 'met', isInTime: false });
  });
});

describe('voiding', () => {
  it('[CL54] [CL66] is the staff’s before a decision and leaves no outcome', () => {
    const story = new Story().to('to-be-decided');
    expect(story.refusal({ ...VOID, reason: '' }).code).toBe('details-not-valid');
    story.do(VOID, 'provider-counter');
    expect(story.state).toMatchObject({ status: 'voided', nextStep: 'none', outcome: null });
    expect(story.state.deadline.kind).toBe('met');
  });

  it('[CL54] is the managers’ later', () => {
    for (const status of ['to-be-informed', 'being-fulfilled', 'closed'] as const) {
      const story = new Story().to(status);
      expect(story.refusal(VOID, 'provider-counter')).toEqual({
        code: 'not-the-roles-step',
        roles: ['portfolio-manager', 'service-manager'],
      });
      story.do(VOID, 'service-manager');
      expect(story.state).toMatchObject({ status: 'voided', outcome: null });
    }
  });

  it('[CL54] [CL55] of a consultation is the staff’s at any time, and so is reopening it', () => {
    const story = new Story(CONSULTATION).to('closed');
    story.do(REOPEN, 'provider-counter');
    story.to('closed').do(VOID, 'provider-counter');
    expect(story.state.status).toBe('voided');
  });

  it('[CL60] a note can still be written on it', () => {
    const story = new Story();
    story.do(VOID);
    story.do({ kind: 'add-note', text: 'Skat. otru' });
    expect(story.state).toMatchObject({ status: 'voided', notes: [{ text: 'Skat. otru' }] });
  });
});

describe('reopening', () => {
  it('[CL55] [CL56] begins the case and its time anew', () => {
    const story = new Story().to('closed').waitDays(30);
    expect(story.refusal(REOPEN, 'provider-counter').code).toBe('not-the-roles-step');
    expect(story.refusal({ ...REOPEN, reason: '' }).code).toBe('details-not-valid');
    const { now } = story;
    story.do(REOPEN);
    expect(story.state).toMatchObject({
      status: 'registered',
      nextStep: 'conformity',
      conformity: null,
      justification: null,
      decision: null,
      way: null,
      result: null,
      review: null,
      outcome: null,
      deadline: { kind: 'running', startedAt: now },
      clock: { startedAt: now, pauses: [], extension: null },
    });
    expect(story.state.notifications).toHaveLength(1);
    expect(story.to('closed').state.deadline).toMatchObject({ kind: 'met', isInTime: true });
  });

  it('[CL55] [CL56] of an incomplete request waits for the applicant again', () => {
    const story = new Story({}, { changes: { evidence: {} } });
    story.do(WITHDRAW);
    story.do(REOPEN);
    expect(story.place).toBe('waiting-for-applicant/fill');
    expect(story.state).toMatchObject({
      deadline: { kind: 'waits-for-complete-request' },
      clock: { startedAt: null },
      waiting: { until: null },
    });
  });

  it('[CL55] [CL56] of a voided case lets its time go on', () => {
    const story = new Story();
    const { deadline, clock } = story.state;
    story.waitDays(1).do(VOID);
    story.waitDays(1).do(REOPEN);
    expect(story.state).toMatchObject({ status: 'registered', deadline, clock });
  });
});

describe('every status', () => {
  const LEAVING: Record<CaseStatus, (story: Story) => CaseCommand> = {
    registered: () => VOID,
    'waiting-for-applicant': () => ({ kind: 'stop-waiting', reason: 'Nav vairs vajadzīgs' }),
    'being-assessed': () => VOID,
    'to-be-decided': () => ({ kind: 'take-decision', decision: { decision: 'provide' } }),
    'to-be-approved': (story) => ({ kind: 'return-decision', decision: story.decision, reason: 'Atpakaļ' }),
    'to-be-informed': (story) => ({ kind: 'withdraw-decision', decision: story.decision, reason: 'Kļūda' }),
    'decided-to-provide': (story) => ({
      kind: 'withdraw-decision',
      decision: story.decision,
      reason: 'Kļūda',
    }),
    'being-fulfilled': (story) => ({ kind: 'withdraw-decision', decision: story.decision, reason: 'Kļūda' }),
    'ready-for-collection': (story) => ({
      kind: 'withdraw-decision',
      decision: story.decision,
      reason: 'Kļūda',
    }),
    'being-evaluated': (story) => ({ kind: 'withdraw-decision', decision: story.decision, reason: 'Kļūda' }),
    closed: () => REOPEN,
    voided: () => REOPEN,
  };
  const approved = demoCatalogue((document) => {
    document.services[0].approval = { byRole: 'service-manager' };
  });

  it.each(Object.entries(LEAVING))(
    '[CL67] %s can be left by people of the institution alone',
    (status, leave) => {
      const story = startOf(status as CaseStatus);
      expect(story.state.status).toBe(status);
      story.do(leave(story), 'service-manager');
      expect(story.state.status).not.toBe(status);
    },
  );

  function startOf(status: CaseStatus): Story {
    switch (status) {
      case 'waiting-for-applicant':
        return new Story({}, { changes: { evidence: {} } });
      case 'voided': {
        const story = new Story();
        story.do(VOID);
        return story;
      }
      case 'to-be-approved':
        return new Story({}, { catalogue: approved }).to(status);
      default:
        return new Story().to(status);
    }
  }
});
