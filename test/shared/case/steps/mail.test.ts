import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '#shared/case/case-command.ts';
import { MailFailure } from '#shared/case/facts/notification.ts';
import { letterLanguageOf } from '#shared/case/request/applicant-mail.ts';
import { findUntold, isOvertaken } from '#shared/case/steps/report-mail.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { refusing, Story, toldDecision } from '../case-story.ts';
import { draftOf, operationOf } from '../demo-case.ts';

const ADDRESS = 'paraugs@klatiene.example';

/** A case whose applicant has an address. */
function story(common: Record<string, unknown> = {}): Story {
  const { common: generated } = draftOf();
  return new Story({}, { changes: { common: { ...generated, email: ADDRESS, ...common } } });
}

function byMail(of: Story): Extract<CaseCommand, { kind: 'inform' }> {
  return { ...toldDecision(of), channel: 'email', proof: { kind: 'e-mail' } };
}

/** Tells by e-mail and gives the operation that asked for it. */
function tell(of: Story, changes: Partial<ReturnType<typeof byMail>> = {}): OperationId {
  of.do({ ...byMail(of), ...changes }, 'provider-counter');
  return of.state.lastOperation;
}

const sent = (of: Story, telling: OperationId): CaseCommand => ({
  kind: 'report-mail',
  telling,
  result: { kind: 'sent', at: of.now, reply: 250, messageId: '<1@klatiene.example>' },
});

const failed = (of: Story, telling: OperationId): CaseCommand => ({
  kind: 'report-mail',
  telling,
  result: { kind: 'failed', at: of.now, reason: 'address-refused' },
});

function refusedByMail(): { of: Story; telling: OperationId } {
  const of = story().to('to-be-decided');
  of.do({ kind: 'take-decision', decision: refusing(of.service) });
  return { of, telling: tell(of) };
}

describe('telling by an e-mail of the centre', () => {
  it('[CL70] goes to the address of the case, in its language, and the step is done', () => {
    const of = story({ answerLanguage: 'en' }).to('to-be-informed');
    const telling = tell(of);
    expect(of.place).toBe('decided-to-provide/way');
    expect(of.state.notifications).toMatchObject([
      {
        opId: telling,
        channel: 'email',
        sentOn: '2026-10-09',
        proof: { kind: 'e-mail', to: ADDRESS, language: 'en' },
        mail: { state: 'sending' },
      },
    ]);
  });

  it('[CL70] is in Latvian unless the applicant chose a language of ours', () => {
    const of = story({ answerLanguage: 'lv' }).to('to-be-informed');
    tell(of);
    expect(of.state.notifications).toMatchObject([{ proof: { language: 'lv' } }]);
    expect([{}, { answerLanguage: 'de' }].map((common) => letterLanguageOf({ common }))).toEqual([
      'lv',
      'lv',
    ]);
  });

  it('[CL70] is refused by another channel, and where there is no address', () => {
    const of = story().to('to-be-informed');
    expect(of.refusal({ ...byMail(of), channel: 'post' })).toMatchObject({
      issues: [{ pointer: '/channel', code: 'unknown-choice' }],
    });
    const without = story({ email: undefined }).to('to-be-informed');
    expect(without.refusal(byMail(without))).toMatchObject({
      issues: [{ pointer: '/proof', code: 'unknown-choice' }],
    });
  });

  it('[CL70] happens once in an operation', () => {
    const of = story().to('to-be-informed');
    const steps = [byMail(of), byMail(of)];
    expect(of.refusal({ kind: 'finish-at-once', steps })).toEqual({ code: 'not-in-this-step' });
    of.do({ kind: 'finish-at-once', steps: steps.slice(0, 1) });
    expect(of.state.notifications).toHaveLength(1);
  });

  it('[CL71] is sent on the day on which the mail server took it, and received by law after that', () => {
    const of = story().to('to-be-informed');
    const telling = tell(of);
    const { touches } = of.state;
    of.waitDays(3);
    const [event] = of.do(sent(of, telling), 'provider-counter');
    expect(event).toMatchObject({ kind: 'mail-sent', origin: { automatic: true } });
    expect(of.state.notifications).toMatchObject([
      { sentOn: '2026-10-12', deemedOn: '2026-10-14', mail: { state: 'sent', reply: 250 } },
    ]);
    expect(of.place).toBe('decided-to-provide/way');
    expect(of.state.touches).toBe(touches);
  });

  it('[CL71] has one end, and only what was asked for has one', () => {
    const of = story().to('to-be-informed');
    const telling = tell(of);
    of.do(sent(of, telling));
    for (const report of [sent(of, telling), failed(of, telling), sent(of, operationOf(99))]) {
      expect(of.refusal(report)).toEqual({ code: 'not-in-this-step' });
    }
  });

  it.each(MailFailure.options)('[CL72] may fail: %s', (reason) => {
    const of = story().to('to-be-informed');
    const telling = tell(of);
    const { touches } = of.state;
    const result = { kind: 'failed', at: of.now, reason } as const;
    const [event] = of.do({ kind: 'report-mail', telling, result });
    expect(event).toMatchObject({ kind: 'mail-failed', reason, origin: { automatic: true } });
    expect(of.state.touches).toBe(touches);
    expect(findUntold(of.state)).toMatchObject({ opId: telling, mail: { reason } });
  });
});

describe('an e-mail that failed', () => {
  it('[CL73] [CL74] brings a refusal back to be told, and the case goes on with its outcome', () => {
    const { of, telling } = refusedByMail();
    expect(of.place).toBe('being-evaluated/satisfaction');
    const { outcome } = of.state;
    of.do(failed(of, telling));
    expect(of.place).toBe('to-be-informed/inform');
    expect(of.state.outcome).toBeNull();
    of.do(toldDecision(of));
    expect(of.place).toBe('being-evaluated/satisfaction');
    expect(of.state.outcome).toEqual(outcome);
    expect(findUntold(of.state)).toBeUndefined();
  });

  it('[CL73] [CL74] brings a case back from wherever it has got to, and nothing of it is lost', () => {
    const of = story().to('to-be-informed');
    const telling = tell(of);
    of.toStep('perform');
    const { preparation, way } = of.state;
    of.do(failed(of, telling));
    expect(of.place).toBe('to-be-informed/inform');
    const again = tell(of);
    expect(of.place).toBe('being-fulfilled/perform');
    expect(of.state).toMatchObject({ preparation, way });
    of.do(failed(of, again));
    expect(of.place).toBe('to-be-informed/inform');
    of.do(toldDecision(of));
    expect(of.place).toBe('being-fulfilled/perform');
    expect(of.folded()).toEqual(of.state);
  });

  it('[CL73] [CL74] opens a closed case, and telling closes it again', () => {
    const { of, telling } = refusedByMail();
    of.to('closed');
    const { outcome } = of.state;
    of.do(failed(of, telling));
    expect(of.place).toBe('to-be-informed/inform');
    of.do(toldDecision(of));
    expect(of.place).toBe('closed/none');
    expect(of.state.outcome).toEqual(outcome);
  });

  it('[CL73] [CL74] opens a closed case also when it was about something else', () => {
    const { of } = refusedByMail();
    of.to('closed');
    const course = tell(of, { subject: 'course' });
    of.do(failed(of, course));
    expect(of.place).toBe('being-evaluated/inform');
    of.do({ ...toldDecision(of), subject: 'course' });
    expect(of.place).toBe('closed/none');
  });

  it.each([
    ['decision', 'course', 'result'],
    ['course', 'decision', 'result'],
    ['course', 'result', 'decision'],
  ] as const)('[CL73] [CL74] is closed again when the applicant knows all: %s, %s, %s', (...order) => {
    const { of, telling } = refusedByMail();
    of.to('closed');
    const { outcome } = of.state;
    const tellings = {
      decision: telling,
      course: tell(of, { subject: 'course' }),
      result: tell(of, { subject: 'result' }),
    };
    for (const subject of order) of.do(failed(of, tellings[subject]));
    const notToldYet = new Set<string>(order);
    for (const subject of ['decision', 'course', 'result'] as const) {
      expect(of.place).not.toBe('closed/none');
      expect(notToldYet).toContain(findUntold(of.state)?.subject);
      of.do({ ...toldDecision(of), subject });
      notToldYet.delete(subject);
    }
    expect(of.place).toBe('closed/none');
    expect(of.state.outcome).toEqual(outcome);
    expect(findUntold(of.state)).toBeUndefined();
    expect(of.folded()).toEqual(of.state);
  });

  it('[CL73] waits for the end of a waiting', () => {
    const of = story().to('to-be-informed');
    const telling = tell(of);
    of.to('being-fulfilled');
    const { nextStep } = of.state;
    const until = of.today.replace('2026', '2027') as typeof of.today;
    of.do({ kind: 'ask-applicant', question: 'Kur?', evidence: [], until });
    of.do(failed(of, telling));
    expect(of.state.status).toBe('waiting-for-applicant');
    expect(findUntold(of.state)).toBeDefined();
    of.do({ kind: 'record-answer', answer: 'Šeit' });
    expect(of.place).toBe('to-be-informed/inform');
    of.do(toldDecision(of));
    expect(of.place).toBe(`being-fulfilled/${nextStep}`);
  });

  it('[CL74] also when the applicant is told while the case waits', () => {
    const of = story().to('to-be-informed');
    const telling = tell(of);
    of.to('being-fulfilled');
    const { nextStep } = of.state;
    const until = of.today.replace('2026', '2027') as typeof of.today;
    of.do({ kind: 'ask-applicant', question: 'Kur?', evidence: [], until });
    of.do(failed(of, telling));
    of.do(toldDecision(of));
    expect(of.state.status).toBe('waiting-for-applicant');
    of.do({ kind: 'record-answer', answer: 'Šeit' });
    expect(of.place).toBe(`being-fulfilled/${nextStep}`);
  });

  it('[CL73] changes nothing of a case whose applicant was told otherwise, or whose decision changed', () => {
    const told = refusedByMail();
    told.of.do(toldDecision(told.of));
    told.of.do(failed(told.of, told.telling));
    expect(told.of.place).toBe('being-evaluated/satisfaction');
    expect(findUntold(told.of.state)).toBeUndefined();
    const amended = refusedByMail();
    amended.of.do({
      kind: 'amend-decision',
      amends: amended.of.decision,
      decision: { decision: 'provide' },
      reason: 'Pārskatīts',
    });
    amended.of.do(toldDecision(amended.of));
    amended.of.do(failed(amended.of, amended.telling));
    expect(amended.of.place).toBe('decided-to-provide/way');
    expect(findUntold(amended.of.state)).toBeUndefined();
  });

  it('[CL73] shows what else the applicant does not know, and lets the case go on', () => {
    const of = story().to('being-fulfilled');
    const { place } = of;
    const course = tell(of, { subject: 'course' });
    of.do(failed(of, course));
    expect(of.place).toBe(place);
    expect(findUntold(of.state)).toMatchObject({ subject: 'course' });
  });

  it('[ML10] is overtaken by another decision, by none, and by the end of the case as a mistake', () => {
    const { of } = refusedByMail();
    const told = of.state.notifications[0] ?? expect.fail('nobody was told');
    const course = { ...told, subject: 'course', decision: null } as const;
    expect([told, course].map((one) => isOvertaken(of.state, one))).toEqual([false, false]);
    const without = { ...of.state, decision: null };
    expect([told, course].map((one) => isOvertaken(without, one))).toEqual([true, false]);
    const voided = { ...of.state, status: 'voided' } as const;
    expect([told, course].map((one) => isOvertaken(voided, one))).toEqual([true, true]);
  });

  it('[CL74] of two, the one that was sent takes the case on, whichever end came first', () => {
    const { of, telling } = refusedByMail();
    const second = tell(of);
    of.do(failed(of, second));
    expect(of.place).toBe('to-be-informed/inform');
    of.do(sent(of, telling));
    expect(of.place).toBe('being-evaluated/satisfaction');
    expect(findUntold(of.state)).toBeUndefined();
  });
});
