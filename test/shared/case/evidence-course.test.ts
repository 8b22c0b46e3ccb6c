import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '#shared/case/case-command.ts';
import { evidenceCourse } from '#shared/case/evidence-course.ts';
import { openChecks } from '#shared/case/request/open-checks.ts';
import { on } from '#test/shared/service-level/demo-files.ts';
import { personOf, Story } from './case-story.ts';
import { draftOf } from './demo-case.ts';

const wish = { service: 'nin-atvieglojums' } as const;
const REGISTER = 'property-register';

/** A case of a service that looks the applicant up in a register, with that piece as it is given. */
function storyWith(mark?: { readonly status: string }): Story {
  const { [REGISTER]: _, ...rest } = draftOf(wish).evidence;
  return new Story(wish, { changes: { evidence: { ...rest, ...(mark && { [REGISTER]: mark }) } } });
}

const checking = (id = REGISTER, status = 'checked-in-register'): CaseCommand => ({
  kind: 'receive-evidence',
  evidence: { [id]: { status } },
});

describe('a check in a register', () => {
  const openOf = ({ service, state }: Story) =>
    openChecks(service.evidence, state.request.evidence).map(({ id }) => id);

  it('[RG17] [RG11] is an open task until it is done, and the applicant is not waited for', () => {
    for (const story of [storyWith({ status: 'check-later' }), storyWith()]) {
      expect(story.place).toBe('registered/conformity');
      expect(openOf(story)).toEqual([REGISTER]);
      story.do(checking());
      expect(openOf(story)).toEqual([]);
    }
    expect(openOf(storyWith({ status: 'checked-in-register' }))).toEqual([]);
  });

  it('[CL82] that is open lets provide only with reasons', () => {
    const story = storyWith({ status: 'check-later' }).to('to-be-decided');
    const provide: CaseCommand = { kind: 'take-decision', decision: { decision: 'provide' } };
    expect(story.refusal(provide)).toMatchObject({
      issues: [{ pointer: '/decision/reasons', code: 'required' }],
    });
    const reasons = 'Reģistrs nav pieejams, īpašnieks uzrādīja lēmumu';
    story.do({ kind: 'take-decision', decision: { decision: 'provide', reasons } });
    expect(story.state.decision?.content).toEqual({ kind: 'provide', reasons });
  });

  it('[CL82] that was done asks for none', () => {
    const story = storyWith({ status: 'check-later' }).to('to-be-decided');
    story.do(checking());
    expect(story.do({ kind: 'take-decision', decision: { decision: 'provide' } })).toHaveLength(1);
  });

  it('[CL83] is recorded until the case is closed, when nothing else is received any more', () => {
    const story = storyWith({ status: 'check-later' }).to('to-be-decided');
    story.do({ kind: 'take-decision', decision: { decision: 'provide', reasons: 'Reģistrs nav pieejams' } });
    story.to('being-evaluated');
    expect(story.refusal(checking('group-doc', 'handed-in'))).toEqual({ code: 'not-in-this-step' });
    story.do(checking());
    expect(story.state).toMatchObject({ status: 'being-evaluated', nextStep: 'satisfaction' });
    expect(openOf(story)).toEqual([]);
    expect(story.to('closed').refusal(checking())).toMatchObject({ code: 'not-in-this-status' });
  });
});

describe('the course of evidence', () => {
  it('[RG18] has what was asked for and recorded of each piece, by whom and when', () => {
    const story = storyWith({ status: 'check-later' });
    const registeredAt = story.state.receivedAt;
    const askedAt = story.now;
    const until = on('2026-10-30');
    story.do({ kind: 'ask-applicant', evidence: ['group-doc'], until }, 'provider-specialist');
    const broughtAt = story.waitDays(2).now;
    story.do(checking('group-doc', 'handed-in'), 'provider-counter');
    const course = evidenceCourse(story.events);
    expect([...course.keys()].toSorted()).toEqual(['group-doc', 'id-doc', REGISTER].toSorted());
    expect(course.get('group-doc')?.slice(1)).toEqual([
      { kind: 'asked', at: askedAt, by: personOf('provider-specialist'), until },
      {
        kind: 'recorded',
        at: broughtAt,
        by: personOf('provider-counter'),
        record: { status: 'handed-in' },
      },
    ]);
    expect(course.get(REGISTER)).toEqual([
      {
        kind: 'recorded',
        at: registeredAt,
        by: personOf('provider-counter'),
        record: { status: 'check-later' },
      },
    ]);
  });
});
