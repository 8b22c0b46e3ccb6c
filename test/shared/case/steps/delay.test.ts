import { describe, expect, it } from 'vitest';
import { metAt } from '#shared/case/case-clock.ts';
import { CaseEvent } from '#shared/case/case-event.ts';
import { findRecounted } from '#shared/case/steps/recount-deadline.ts';
import { Digest } from '#shared/kernel/identifier.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { at, demoCalendar, demoOfficeCalendar, on } from '#test/shared/service-level/demo-files.ts';
import { Story } from '../case-story.ts';
import { contextOf } from '../demo-case.ts';

const MONTHLY = { service: 'nin-atvieglojums' };
const explaining = { kind: 'explain-delay', correctiveNote: 'Trūka darbinieku' } as const;

/** A case whose month has passed. */
function lateStory(): Story {
  const story = new Story(MONTHLY);
  story.now = at('2026-11-12', '10:00');
  return story;
}

describe('explaining a delay', () => {
  it('[CL76] waits until the time has passed, to the last instant, and needs words', () => {
    const story = new Story(MONTHLY);
    story.now = at('2026-11-09', '23:59');
    expect(story.refusal(explaining)).toEqual({ code: 'deadline-not-passed' });
    story.now = at('2026-11-10', '00:00');
    expect(story.refusal({ ...explaining, correctiveNote: ' ' })).toMatchObject({
      code: 'details-not-valid',
    });
    const [event] = story.do(explaining, 'provider-counter');
    expect(CaseEvent.parse(event)).toEqual(event);
    expect(story.state.delay).toMatchObject({ correctiveNote: 'Trūka darbinieku' });
    expect(story.folded()).toEqual(story.state);
  });

  it('[CL76] is refused while the clock stands, and of a time that was met', () => {
    const story = new Story(MONTHLY);
    story.do({ kind: 'ask-applicant', question: 'Kurš?', evidence: [], until: on('2026-10-30') });
    story.now = at('2026-11-12', '10:00');
    expect(story.refusal(explaining)).toEqual({ code: 'deadline-not-passed' });
    const met = new Story(MONTHLY).to('to-be-informed');
    expect(met.refusal(explaining)).toEqual({ code: 'deadline-not-passed' });
  });

  it('[CL46] [CL76] what was said when it became late is the note of the review, unless another is given', () => {
    for (const [correctiveNote, expected] of [
      [undefined, 'Trūka darbinieku'],
      ['Cits iemesls', 'Cits iemesls'],
    ] as const) {
      const story = lateStory();
      story.do(explaining);
      story.toStep('review');
      expect(story.state.deadline).toMatchObject({ kind: 'met', isInTime: false });
      story.do({ kind: 'review-provision', needMet: 'yes', correctiveNote });
      expect(story.state.review).toMatchObject({ isInTime: false, correctiveNote: expected });
    }
    const silent = lateStory().toStep('review');
    expect(silent.refusal({ kind: 'review-provision', needMet: 'yes' })).toEqual({
      code: 'corrective-note-required',
    });
  });

  it('[CL53] [CL76] the same of an end without a decision, and a case that is taken up again has none', () => {
    const ending = { kind: 'withdraw-request', reason: 'Pārdomāja' } as const;
    expect(lateStory().refusal(ending)).toEqual({ code: 'corrective-note-required' });
    const story = lateStory();
    story.do(explaining);
    story.do(ending);
    expect(story.state.review).toMatchObject({ correctiveNote: 'Trūka darbinieku' });
    story.do({ kind: 'reopen-case', reason: 'Sūdzība' });
    expect(story.state.delay).toBeNull();
  });

  it('[CL53] the screens know beforehand whether an end would come late', () => {
    const { state, service } = new Story(MONTHLY);
    const terms = { service, calendar: demoOfficeCalendar('SMI') };
    expect(metAt(state, at('2026-11-09', '23:59'), terms)).toMatchObject({ isInTime: true });
    expect(metAt(state, at('2026-11-10', '00:00'), terms)).toMatchObject({ isInTime: false });
  });
});

describe('another version of the calendar', () => {
  const digest = Digest.parse('d'.repeat(64));
  const calendar = demoCalendar();
  /** The same with one more holiday, on the day on which the month ends. */
  const changed = officeCalendarOf(
    {
      ...calendar,
      days: [
        ...calendar.days,
        {
          type: 'holiday' as const,
          date: on('2026-11-09'),
          name: { lv: 'Brīvs', en: 'Off' },
          status: 'confirmed' as const,
        },
      ].toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    },
    true,
  );

  function recounting(story: Story) {
    const { origin } = contextOf();
    const state = story.state;
    return { state, origin, terms: { service: story.service, calendar: changed } };
  }

  it('[CL78] counts the deadline anew, marked as the program’s own, with both versions, and is no touch', () => {
    const story = new Story(MONTHLY);
    const { state, terms } = recounting(story);
    expect(findRecounted(state, terms)).toMatchObject({ kind: 'running', due: { dueOn: '2026-11-10' } });
    expect(findRecounted(state, { ...terms, calendar: demoOfficeCalendar('SMI') })).toBeUndefined();
    const deadline = findRecounted(state, terms) ?? expect.fail('it changes');
    const origin = { ...contextOf().origin, automatic: true as const };
    const event = CaseEvent.parse({
      kind: 'deadline-recounted',
      origin,
      calendar: digest,
      before: { calendar: state.calendar, deadline: state.deadline },
      deadline,
    });
    const after = story.with(event);
    expect(after).toMatchObject({ calendar: digest, deadline, touches: state.touches });
    expect(after.status).toBe(state.status);
  });

  it('[CL78] changes nothing of what was met or has not started, and is refused where it changes nothing', () => {
    const met = new Story(MONTHLY).to('to-be-informed');
    expect(findRecounted(met.state, recounting(met).terms)).toBeUndefined();
    const waiting = new Story({ ...MONTHLY, withAllEvidence: false });
    expect(findRecounted(waiting.state, recounting(waiting).terms)).toBeUndefined();
    const story = new Story(MONTHLY);
    expect(story.refusal({ kind: 'recount-deadline', calendar: digest })).toEqual({
      code: 'deadline-not-running',
    });
  });
});

describe('touches', () => {
  it('[CL79] what people did and what the program did by itself are counted apart', () => {
    const story = new Story().to('closed');
    const byProgram = story.events.filter(({ origin }) => origin.automatic === true);
    expect(byProgram.map(({ kind }) => kind)).toContain('case-closed');
    const operations = new Set(story.events.map(({ origin }) => origin.opId));
    expect(story.state.touches).toBe(operations.size);
  });
});
