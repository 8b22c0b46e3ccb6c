import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '#shared/case/case-command.ts';
import { demoCatalogue } from '#test/shared/catalogue/demo-catalogue.ts';
import { on } from '#test/shared/service-level/demo-files.ts';
import { kindsOf, personOf, refusing, Story, toldDecision } from '../case-story.ts';

const rating = (ease: number, needMet: 'yes' | 'partly' | 'no' = 'yes'): CaseCommand => ({
  kind: 'record-satisfaction',
  satisfaction: { kind: 'answered', ease, needMet },
});
const SKIPPED: CaseCommand = { kind: 'record-satisfaction', satisfaction: { kind: 'skipped' } };
const REVIEW: CaseCommand = { kind: 'review-provision', needMet: 'yes' };
const OWNER = { person: personOf('provider-specialist'), role: 'provider-specialist' } as const;
const ACTION = {
  kind: 'decide-follow-up',
  followUp: { kind: 'action', action: 'Mācības', reason: 'Kavēts', owner: OWNER, until: on('2027-01-15') },
} as const satisfies CaseCommand;
const NOTHING: CaseCommand = { kind: 'decide-follow-up', followUp: { kind: 'none', reason: 'Vienreiz' } };

const evaluated = () => new Story().to('being-evaluated');

describe('satisfaction', () => {
  it.each([
    [rating(5), { isAnswered: true, needsLook: false }],
    [rating(3, 'partly'), { isAnswered: true, needsLook: false }],
    [rating(2), { isAnswered: true, needsLook: true }],
    [rating(5, 'no'), { isAnswered: true, needsLook: true }],
    [SKIPPED, { isAnswered: false, needsLook: false }],
  ])('[CL45] %j stays out of the case but for what follows', (command, kept) => {
    const story = evaluated();
    const [event] = story.do(command);
    expect(story.state.satisfaction).toEqual(kept);
    expect(JSON.stringify(event)).not.toMatch(/ease|needMet/);
    expect(story.place).toBe('being-evaluated/review');
    expect(story.refusal(command)).toEqual({ code: 'not-in-this-step' });
  });

  it('[CL45] is a mark on the catalogue’s scale, or on 1 to 5 where it has none', () => {
    const withoutScale = demoCatalogue((document) => {
      delete document.satisfaction;
    });
    for (const story of [evaluated(), new Story({}, { catalogue: withoutScale }).to('being-evaluated')]) {
      for (const ease of [0, 6]) {
        expect(story.refusal(rating(ease))).toMatchObject({
          issues: [{ pointer: '/satisfaction/ease', code: 'unknown-choice' }],
        });
      }
    }
    const wide = demoCatalogue((document) => {
      document.satisfaction.scale = [0, 10];
    });
    const story = new Story({}, { catalogue: wide }).to('being-evaluated');
    story.do(rating(2));
    expect(story.state.satisfaction).toEqual({ isAnswered: true, needsLook: false });
  });
});

describe('the review', () => {
  it('[CL13] comes after the question to the recipient', () => {
    expect(evaluated().refusal(REVIEW)).toEqual({ code: 'not-in-this-step' });
  });

  it('[CL46] [CL47] closes the case when all is well', () => {
    const story = evaluated();
    story.do(SKIPPED);
    const events = story.do(REVIEW);
    expect(kindsOf(events)).toEqual(['provision-reviewed', 'case-closed']);
    expect(events[1]?.origin.automatic).toBe(true);
    expect(story.place).toBe('closed/none');
  });

  it.each<[string, CaseCommand, CaseCommand]>([
    ['a low mark', rating(1), REVIEW],
    ['a need that was not met', SKIPPED, { ...REVIEW, needMet: 'no' } as CaseCommand],
  ])('[CL47] after %s is followed by a manager’s decision', (_why, first, review) => {
    const story = evaluated();
    story.do(first);
    expect(kindsOf(story.do(review))).toEqual(['provision-reviewed']);
    expect(story.place).toBe('being-evaluated/followup');
  });

  it('[CL46] explains a delay, which a manager looks at', () => {
    const story = new Story().to('to-be-decided').waitDays(5).to('being-evaluated');
    story.do(SKIPPED);
    expect(story.refusal(REVIEW)).toEqual({ code: 'corrective-note-required' });
    expect(story.refusal({ ...REVIEW, correctiveNote: ' ' } as CaseCommand)).toEqual({
      code: 'corrective-note-required',
    });
    story.do({ ...REVIEW, correctiveNote: 'Reģistrs nedarbojās' } as CaseCommand);
    expect(story.state.review).toEqual({
      isInTime: false,
      needMet: 'yes',
      correctiveNote: 'Reģistrs nedarbojās',
    });
    expect(story.place).toBe('being-evaluated/followup');
  });

  it('[CL32] [CL47] is of a refusal as well', () => {
    const story = new Story().to('to-be-decided');
    story.do({ kind: 'take-decision', decision: refusing(story.service) });
    story.do(toldDecision(story));
    story.do(SKIPPED);
    story.do(REVIEW);
    expect(story.state).toMatchObject({ status: 'closed', outcome: { kind: 'refused' } });
  });
});

describe('what follows', () => {
  const reviewed = () => {
    const story = evaluated();
    story.do(rating(1));
    story.do(REVIEW);
    return story;
  };

  it('[CL48] is a manager’s to decide', () => {
    expect(reviewed().refusal(NOTHING, 'provider-counter').code).toBe('not-in-this-role');
    expect(evaluated().refusal(NOTHING)).toEqual({ code: 'not-in-this-step' });
  });

  it('[CL48] is nothing, which closes the case', () => {
    const story = reviewed();
    expect(story.refusal({ kind: 'decide-follow-up', followUp: { kind: 'none', reason: '' } })).toMatchObject(
      {
        issues: [{ pointer: '/followUp/reason', code: 'required' }],
      },
    );
    story.do(NOTHING, 'portfolio-manager');
    expect(story.state).toMatchObject({ status: 'closed', followUp: { kind: 'none' } });
  });

  it('[CL48] [CL49] is an action, whose owner is responsible until its effect is recorded', () => {
    const story = reviewed();
    expect(
      story.refusal({
        ...ACTION,
        followUp: { ...ACTION.followUp, action: '', reason: ' ', until: story.today },
      }),
    ).toMatchObject({
      issues: [
        { pointer: '/followUp/reason', code: 'required' },
        { pointer: '/followUp/action', code: 'required' },
        { pointer: '/followUp/until', code: 'date-not-later' },
      ],
    });
    story.do(ACTION);
    expect(story.place).toBe('being-evaluated/act');
    expect(story.state.responsible).toEqual(OWNER);
    const done: CaseCommand = { kind: 'complete-follow-up', effect: 'Kavējumu vairs nav' };
    expect(story.refusal(done, 'provider-counter').code).toBe('not-the-roles-step');
    expect(story.refusal({ ...done, effect: '' } as CaseCommand, 'provider-specialist').code).toBe(
      'details-not-valid',
    );
    story.do(done, 'provider-specialist');
    expect(kindsOf(story.events).slice(-2)).toEqual(['follow-up-completed', 'case-closed']);
    expect(story.place).toBe('closed/none');
  });

  it('[CL48] may be decided anew while nobody acted', () => {
    const story = reviewed();
    story.do(ACTION);
    story.do(NOTHING);
    expect(story.place).toBe('closed/none');
    expect(evaluated().refusal({ kind: 'complete-follow-up', effect: 'x' })).toEqual({
      code: 'not-in-this-step',
    });
  });
});
