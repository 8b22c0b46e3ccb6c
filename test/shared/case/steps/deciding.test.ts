import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '#shared/case/case-command.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import { demoCatalogue } from '#test/shared/catalogue/demo-catalogue.ts';
import { on } from '#test/shared/service-level/demo-files.ts';
import { type CommandOf, criteriaOf, findingsOf, refusing, Story, toldDecision } from '../case-story.ts';
import { operationOf } from '../demo-case.ts';

const CRITERIA = ['complete', 'signed', 'within-competence'];
const UNMET = { isMet: false, note: 'Nav parakstīts', evidence: ['id-doc'] };

const assessing = (changes: Parameters<typeof findingsOf>[1] = {}): CaseCommand => ({
  kind: 'assess-conformity',
  findings: findingsOf(CRITERIA, changes),
});
const deciding = (decision: CommandOf<'take-decision'>['decision']): CaseCommand => ({
  kind: 'take-decision',
  decision,
});
const PROVIDE = deciding({ decision: 'provide' });

/** The first service of the demonstration, changed. */
const changed = (change: (service: Record<string, unknown>) => void): Catalogue =>
  demoCatalogue((document) => change(document.services[0]));

describe('assessing conformity', () => {
  it('[CL22] goes on to the justification when all is met, and else to the decision', () => {
    const story = new Story();
    story.do(assessing());
    expect(story.place).toBe('being-assessed/justification');
    story.do(assessing({ signed: UNMET }));
    expect(story.place).toBe('to-be-decided/decide');
    expect(story.state.conformity?.signed).toEqual(UNMET);
    story.do(assessing());
    expect(story.place).toBe('being-assessed/justification');
  });

  it.each<[object, object[]]>([
    [{ signed: { isMet: false, evidence: [] } }, [{ pointer: '/findings/signed/note', code: 'required' }]],
    [{ signed: { ...UNMET, note: ' ' } }, [{ pointer: '/findings/signed/note', code: 'required' }]],
    [
      { signed: { ...UNMET, evidence: ['x'] } },
      [{ pointer: '/findings/signed/evidence', code: 'unknown-choice' }],
    ],
    [{ other: UNMET }, [{ pointer: '/findings/other', code: 'unknown-choice' }]],
  ])('[CL21] is refused: %j', (changes, issues) => {
    expect(new Story().refusal(assessing(changes as never))).toMatchObject({
      code: 'details-not-valid',
      issues,
    });
  });

  it('[CL21] names every criterion', () => {
    const refusal = new Story().refusal({ kind: 'assess-conformity', findings: {} });
    expect(refusal).toMatchObject({
      issues: CRITERIA.map((name) => ({ pointer: `/findings/${name}`, code: 'required' })),
    });
  });
});

describe('assessing the justification', () => {
  it('[CL23] goes by the conditions of the service and leads to the decision', () => {
    const story = new Story().to('being-assessed');
    expect(criteriaOf(story.service)).toEqual(['lives-there', 'legal-ground', 'in-municipality']);
    story.to('to-be-decided');
    expect(Object.keys(story.state.justification ?? {})).toEqual(criteriaOf(story.service));
    expect(story.place).toBe('to-be-decided/decide');
  });

  it('[CL23] goes by its grounds where the service names no condition', () => {
    const catalogue = changed((service) => {
      service.eligibility = [];
      for (const field of service.fields as { showIf?: unknown; requiredIf?: unknown }[]) delete field.showIf;
    });
    const story = new Story({}, { catalogue, changes: { eligibility: {} } }).to('being-assessed');
    expect(story.refusal({ kind: 'assess-justification', findings: {} })).toMatchObject({
      issues: [{ pointer: '/findings/grounds', code: 'required' }],
    });
    story.do({ kind: 'assess-justification', findings: findingsOf(['grounds']) });
    expect(story.place).toBe('to-be-decided/decide');
  });

  it('[CL12] is refused to who has no part in the step', () => {
    const story = new Story({ service: 'nin-atvieglojums' }).to('being-assessed');
    const findings = findingsOf(criteriaOf(story.service));
    expect(story.refusal({ kind: 'assess-justification', findings }, 'provider-counter')).toEqual({
      code: 'not-the-roles-step',
      roles: ['service-manager', 'provider-specialist'],
    });
  });

  it('[CL12] may be recorded by any provider where it is a partner’s', () => {
    const story = new Story({ service: 'stavvietas-karte' }).to('being-assessed');
    const findings = findingsOf(criteriaOf(story.service));
    story.do({ kind: 'assess-justification', findings }, 'provider-counter');
    story.do({ kind: 'assess-justification', findings }, 'partner');
  });
});

describe('deciding', () => {
  it('[CL24] is not to provide what does not conform', () => {
    const story = new Story();
    story.do(assessing({ signed: UNMET }));
    expect(story.refusal(PROVIDE)).toEqual({ code: 'conformity-not-met' });
  });

  it('[CL24] needs reasons to provide what is not justified in full', () => {
    const story = new Story().to('being-assessed');
    const findings = findingsOf(criteriaOf(story.service), { 'legal-ground': UNMET });
    story.do({ kind: 'assess-justification', findings });
    expect(story.refusal(PROVIDE)).toMatchObject({
      issues: [{ pointer: '/decision/reasons', code: 'required' }],
    });
    story.do(deciding({ decision: 'provide', reasons: 'Pamats celts priekšā' }));
    expect(story.place).toBe('to-be-informed/inform');
  });

  it('[CL26] [CL30] keeps who took it, when and by which operation, and meets the deadline', () => {
    const story = new Story().to('to-be-decided');
    const { now } = story;
    const [event] = story.do(PROVIDE, { role: 'provider-counter', by: 'synthetic-clerk' });
    expect(story.state).toMatchObject({
      status: 'to-be-informed',
      decision: {
        opId: event?.origin.opId,
        content: { kind: 'provide' },
        decidedBy: 'synthetic-clerk',
        decidedAt: now,
        approvedBy: null,
        isAmended: false,
      },
      deadline: { kind: 'met', metAt: now, isInTime: true },
      outcome: null,
    });
  });

  it('[CL26] is late after the deadline', () => {
    const story = new Story().to('to-be-decided').waitDays(10);
    story.do(PROVIDE);
    expect(story.state.deadline).toMatchObject({ kind: 'met', isInTime: false });
  });

  it('[CL27] at once is in time on the day on which the clock began or went on to run, and late the day after', () => {
    const immediate = { service: 'e-pakalpojumu-konsultacija', variant: 'info' };
    const sameDay = new Story(immediate).wait(300).to('to-be-informed');
    expect(sameDay.state.deadline).toMatchObject({ kind: 'met', isInTime: true });
    const dayAfter = new Story(immediate).waitDays(1).to('to-be-informed');
    expect(dayAfter.state.deadline).toMatchObject({ kind: 'met', isInTime: false });
    const answered = new Story(immediate);
    answered.do({ kind: 'ask-applicant', question: 'Kurš?', evidence: [], until: on('2026-10-30') });
    answered.waitDays(9).do({ kind: 'record-answer', answer: 'Šis' });
    expect(answered.to('to-be-informed').state.deadline).toMatchObject({ kind: 'met', isInTime: true });
  });

  it.each<[object, object[]]>([
    [{ refusalReasons: [] }, [{ pointer: '/decision/refusalReasons', code: 'required' }]],
    [{ refusalReasons: ['gone'] }, [{ pointer: '/decision/refusalReasons', code: 'unknown-choice' }]],
    [{ reasons: '' }, [{ pointer: '/decision/reasons', code: 'required' }]],
    [{ legalGround: ' ' }, [{ pointer: '/decision/legalGround', code: 'required' }]],
    [{ contestAt: '' }, [{ pointer: '/decision/contestAt', code: 'required' }]],
  ])('[CL25] to refuse is refused: %j', (changes, issues) => {
    const story = new Story().to('to-be-decided');
    expect(story.refusal(deciding({ ...refusing(story.service), ...changes }))).toMatchObject({
      code: 'details-not-valid',
      issues,
    });
  });

  it('[CL25] refuses by reasons that still hold', () => {
    const catalogue = changed((service) => {
      for (const reason of service.refusalReasons as { retired?: boolean }[]) reason.retired = true;
    });
    const story = new Story({}, { catalogue }).to('to-be-decided');
    expect(story.refusal(deciding(refusing(story.service)))).toMatchObject({
      issues: [{ pointer: '/decision/refusalReasons', code: 'unknown-choice' }],
    });
    story.do(deciding({ ...refusing(story.service), refusalReasons: [] }));
    expect(story.state.decision?.content.kind).toBe('refuse');
  });

  it('[CL24] [CL25] a service that cannot be refused has no dead end', () => {
    const catalogue = changed((service) => {
      service.refusalReasons = [];
      for (const question of service.eligibility as { refusalReason?: string }[])
        delete question.refusalReason;
      service.outcomes = (service.outcomes as { kind: string }[]).filter(({ kind }) => kind !== 'refused');
    });
    const story = new Story({}, { catalogue });
    story.do(assessing({ complete: UNMET }));
    const refuse = deciding({ ...refusing(story.service), refusalReasons: [] });
    expect(story.refusal(refuse)).toEqual({ code: 'outcome-not-of-service' });
    story.do(deciding({ decision: 'provide', reasons: 'Citādi nevar' }));
    expect(story.place).toBe('to-be-informed/inform');
  });
});

describe('a decision that needs approval', () => {
  const catalogue = changed((service) => {
    service.approval = { byRole: 'provider-specialist' };
  });
  const decided = () => {
    const story = new Story({}, { catalogue }).to('to-be-decided');
    story.do(PROVIDE, 'provider-counter');
    return story;
  };
  const approving = (story: Story): CaseCommand => ({ kind: 'approve-decision', decision: story.decision });

  it('[CL28] meets the deadline with the approval of another person', () => {
    const story = decided();
    expect(story.place).toBe('to-be-approved/approve');
    expect(story.state.deadline.kind).toBe('running');
    expect(story.refusal(toldDecision(story))).toEqual({ code: 'not-in-this-step' });
    story.do(approving(story), 'provider-specialist');
    expect(story.place).toBe('to-be-informed/inform');
    expect(story.state).toMatchObject({
      decision: { approvedBy: 'synthetic-provider-specialist' },
      deadline: { kind: 'met', isInTime: true },
    });
  });

  it.each(['portfolio-manager', 'service-manager'] as const)('[CL28] may be approved by the %s', (role) => {
    const story = decided();
    story.do(approving(story), role);
  });

  it('[CL28] is approved neither by who took it nor by another role', () => {
    const story = decided();
    const own = { role: 'provider-specialist', by: 'synthetic-provider-counter' } as const;
    expect(story.refusal(approving(story), own)).toEqual({ code: 'approval-by-another-person' });
    expect(story.refusal(approving(story), { role: 'provider-counter', by: 'another' })).toEqual({
      code: 'not-the-roles-step',
      roles: ['portfolio-manager', 'service-manager', 'provider-specialist'],
    });
  });

  it('[CL29] [CL36] is given back by who may approve, or by who took it', () => {
    for (const actor of ['provider-specialist', 'provider-counter'] as const) {
      const story = decided();
      const { deadline } = story.state;
      const returning = {
        kind: 'return-decision',
        decision: story.decision,
        reason: 'Trūkst pamatojuma',
      } as const;
      expect(story.refusal(returning, { role: 'provider-counter', by: 'another' }).code).toBe(
        'not-the-roles-step',
      );
      expect(story.refusal({ ...returning, reason: '' }, actor).code).toBe('details-not-valid');
      story.do(returning, actor);
      expect(story.state).toMatchObject({ status: 'to-be-decided', decision: null, deadline });
    }
  });

  it('[CL30] [CL33] that was amended meanwhile is not approved by the old name', () => {
    const story = decided();
    const before = approving(story);
    story.do({
      kind: 'amend-decision',
      amends: story.decision,
      decision: refusing(story.service),
      reason: 'Pārskatīts',
    });
    expect(story.place).toBe('to-be-approved/approve');
    expect(story.refusal(before, 'provider-specialist')).toEqual({ code: 'decision-has-changed' });
    story.do(approving(story), 'provider-specialist');
  });
});

describe('telling the decision', () => {
  it('[CL31] [CL32] [CL37] is kept with its proof and the day on which the law takes it as received', () => {
    const story = new Story().to('to-be-informed');
    const told = {
      ...toldDecision(story),
      channel: 'post',
      proof: { kind: 'letter', number: ' V-1 ' },
    } as const;
    story.do(told, 'provider-counter');
    expect(story.place).toBe('decided-to-provide/way');
    expect(story.state.notifications).toMatchObject([
      {
        subject: 'decision',
        decision: story.decision,
        channel: 'post',
        sentOn: '2026-10-09',
        deemedOn: '2026-10-16',
        proof: { kind: 'letter', number: 'V-1' },
      },
    ]);
  });

  it.each<[object, object[]]>([
    [{ channel: 'pigeon' }, [{ pointer: '/channel', code: 'unknown-choice' }]],
    [{ sentOn: on('2026-10-10') }, [{ pointer: '/sentOn', code: 'date-in-future' }]],
    [{ proof: { kind: 'manual', note: '' } }, [{ pointer: '/proof/note', code: 'required' }]],
  ])('[CL31] is refused: %j', (changes, issues) => {
    const story = new Story().to('to-be-informed');
    expect(story.refusal({ ...toldDecision(story), ...changes })).toMatchObject({ issues });
  });

  it('[CL30] names the decision that stands, or that of its own operation', () => {
    const story = new Story().to('to-be-informed');
    const { decision: _name, ...nameless } = toldDecision(story);
    expect(story.refusal(nameless)).toEqual({ code: 'decision-has-changed' });
    expect(story.refusal({ ...toldDecision(story), decision: operationOf(99) })).toEqual({
      code: 'decision-has-changed',
    });
    const undecided = new Story();
    expect(undecided.refusal({ ...nameless, decision: operationOf(99) })).toEqual({
      code: 'not-in-this-step',
    });
  });

  it('[CL32] is the step of its roles, and telling other things is everybody’s who works on the case', () => {
    const story = new Story({ service: 'nin-atvieglojums' }).to('to-be-informed');
    expect(story.refusal(toldDecision(story), 'provider-specialist')).toMatchObject({
      code: 'not-the-roles-step',
    });
    story.do({ ...toldDecision(story), subject: 'course' }, 'provider-specialist');
    expect(story.place).toBe('to-be-informed/inform');
    expect(story.state.notifications).toMatchObject([{ subject: 'course', decision: null }]);
  });

  it('[CL32] a refusal is the outcome once it was told', () => {
    const story = new Story().to('to-be-decided');
    story.do(deciding(refusing(story.service)));
    expect(story.state.outcome).toBeNull();
    story.do(toldDecision(story));
    expect(story.place).toBe('being-evaluated/satisfaction');
    expect(story.state.outcome).toEqual({ kind: 'refused', outcome: 'refused' });
    story.do(toldDecision(story));
    expect(story.place).toBe('being-evaluated/satisfaction');
  });
});

describe('changing a decision', () => {
  it('[CL33] after a refusal was told makes the applicant be told anew', () => {
    const story = new Story().to('to-be-decided');
    story.do(deciding(refusing(story.service)));
    story.do(toldDecision(story));
    const { deadline, decision } = story.state;
    const amending = {
      kind: 'amend-decision',
      amends: decision?.opId ?? expect.fail(),
      decision: { decision: 'provide' },
      reason: 'Iesniegti jauni pierādījumi',
    } as const;
    expect(story.refusal({ ...amending, reason: '' }).code).toBe('details-not-valid');
    story.do(amending);
    expect(story.state).toMatchObject({
      status: 'to-be-informed',
      decision: { content: { kind: 'provide' }, isAmended: true },
      outcome: null,
      deadline,
    });
    expect(story.refusal(amending)).toEqual({ code: 'decision-has-changed' });
    expect(story.to('closed').state.outcome?.kind).toBe('fulfilled');
  });

  it('[CL34] [CL36] withdrawing counts the time anew from the facts of the clock, and undoes what followed', () => {
    const story = new Story();
    const { deadline } = story.state;
    story.to('being-evaluated').waitDays(1);
    const withdrawing = { kind: 'withdraw-decision', decision: story.decision, reason: 'Kļūda' } as const;
    expect(story.refusal(withdrawing, 'provider-counter').code).toBe('not-in-this-role');
    expect(story.refusal({ ...withdrawing, decision: operationOf(99) }).code).toBe('decision-has-changed');
    story.do(withdrawing);
    expect(story.state).toMatchObject({
      status: 'to-be-decided',
      nextStep: 'decide',
      decision: null,
      way: null,
      result: null,
      outcome: null,
      deadline,
    });
    expect(story.state.conformity).not.toBeNull();
    expect(story.state.notifications).toHaveLength(1);
    story.waitDays(5).do(deciding(refusing(story.service)));
    expect(story.state.deadline).toMatchObject({ kind: 'met', isInTime: false });
  });
});
