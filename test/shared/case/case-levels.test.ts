import { describe, expect, it } from 'vitest';
import { findDelay } from '#shared/case/case-delay.ts';
import { type CaseLevel, type LevelName, levelsOf } from '#shared/case/case-levels.ts';
import { findChangedTime } from '#shared/case/changed-time.ts';
import { findUntold } from '#shared/case/steps/report-mail.ts';
import { addMilliseconds, type Instant } from '#shared/kernel/instant.ts';
import { at, demoOfficeCalendar, on } from '#test/shared/service-level/demo-files.ts';
import { Story, toldDecision } from './case-story.ts';
import { draftOf } from './demo-case.ts';

const officeCalendar = demoOfficeCalendar('SMI');
const MONTHLY = { service: 'nin-atvieglojums' };
const DAY = 86_400_000;

function levels(story: Story, now: Instant = story.now): readonly CaseLevel[] {
  const { state, events, service } = story;
  return levelsOf({ state, events, service, officeCalendar }, now);
}

function level(story: Story, name: LevelName, now?: Instant): CaseLevel {
  return levels(story, now).find((one) => one.name === name) ?? expect.fail(`no ${name}`);
}

const told = (story: Story, subject: 'course' | 'extension' | 'missing-information') =>
  story.do({ kind: 'inform', subject, channel: 'counter', sentOn: story.today, proof: { kind: 'spoken' } });

describe('what a service promises about time', () => {
  it('[SL54] stands side by side, each with its rule, start and due date', () => {
    const story = new Story(MONTHLY);
    expect(levels(story).map(({ name }) => name)).toEqual([
      'decision',
      'first-response',
      'step',
      'handling',
      'counter-wait',
    ]);
    expect(level(story, 'decision')).toMatchObject({
      rule: { value: 1, unit: 'month', startsAt: 'complete-request' },
      deadline: { kind: 'running', startedAt: story.state.receivedAt },
      due: { kind: 'date', dueOn: '2026-11-09', confirmed: 'confirmed' },
      pauses: [],
      extension: null,
    });
  });

  it('[SL54] the target of a step runs from the start of the step, not while the applicant is waited for', () => {
    const story = new Story(MONTHLY);
    expect(level(story, 'step').deadline).toMatchObject({ startedAt: story.state.receivedAt });
    story.waitDays(3).toStep('justification');
    const begun = story.state.stepStartedAt;
    expect(begun > story.state.receivedAt).toBe(true);
    expect(level(story, 'step')).toMatchObject({ deadline: { kind: 'running', startedAt: begun } });
    story.do({ kind: 'ask-applicant', question: 'Kurš?', evidence: [], until: on('2026-10-30') });
    expect(levels(story).some(({ name }) => name === 'step')).toBe(false);
    story.waitDays(2).do({ kind: 'record-answer', answer: 'Šis' });
    expect(level(story, 'step').deadline).toMatchObject({ startedAt: story.state.stepStartedAt });
    expect(story.state.stepStartedAt > begun).toBe(true);
    story.to('closed');
    expect(levels(story).some(({ name }) => name === 'step')).toBe(false);
  });

  it('[SL55] the first response is the registration where it is due at once, else the first word', () => {
    const atOnce = new Story(MONTHLY);
    expect(level(atOnce, 'first-response').deadline).toMatchObject({
      kind: 'met',
      metAt: atOnce.state.receivedAt,
      isInTime: true,
    });
    const story = new Story({ service: 'gmi-pabalsts' });
    expect(level(story, 'first-response')).toMatchObject({
      deadline: { kind: 'running' },
      due: { dueOn: '2026-10-12' },
    });
    const late = new Story({ service: 'gmi-pabalsts' }).waitDays(4);
    for (const [one, isInTime] of [
      [story, true],
      [late, false],
    ] as const) {
      told(one, 'course');
      expect(level(one, 'first-response').deadline).toMatchObject({ kind: 'met', isInTime });
    }
    const toldBefore = new Story({ service: 'gmi-pabalsts' }).waitDays(10);
    toldBefore.do({
      kind: 'inform',
      subject: 'course',
      channel: 'phone',
      sentOn: on('2026-10-12'),
      proof: { kind: 'spoken' },
    });
    expect(level(toldBefore, 'first-response').deadline).toMatchObject({ kind: 'met', isInTime: true });
    const ended = new Story({ service: 'gmi-pabalsts' });
    ended.do({ kind: 'withdraw-request', reason: 'Pārdomāja' });
    expect(level(ended, 'first-response').deadline).toMatchObject({ kind: 'met', isInTime: true });
  });

  it('[SL56] handling and waiting at the counter are said beforehand and measured nowhere', () => {
    const story = new Story(MONTHLY);
    expect(level(story, 'handling')).toMatchObject({ rule: { value: 10, unit: 'minute' }, deadline: null });
    expect(level(story, 'counter-wait')).toMatchObject({
      rule: { value: 15, unit: 'minute' },
      deadline: null,
    });
  });

  it('[SL58] a pause says what was asked and what it took out, an open one so far', () => {
    const story = new Story(MONTHLY);
    const asked = story.now;
    story.do({ kind: 'ask-applicant', question: 'Kurš?', evidence: [], until: on('2026-10-30') });
    story
      .waitDays(1)
      .do({ kind: 'ask-applicant', question: 'Kāpēc?', evidence: [], until: on('2026-10-30') });
    expect(level(story, 'decision', addMilliseconds(asked, 6 * DAY)).pauses).toEqual([
      {
        pausedAt: asked,
        resumedAt: null,
        questions: ['Kurš?', 'Kāpēc?'],
        evidence: [],
        takenOut: { value: 5, unit: 'calendar-day' },
      },
    ]);
    story.waitDays(3).do({ kind: 'record-answer', answer: 'Šis' });
    const [pause] = level(story, 'decision', addMilliseconds(asked, 60 * DAY)).pauses;
    expect(pause).toMatchObject({ takenOut: { value: 3, unit: 'calendar-day' } });
    expect(level(story, 'decision').due).toMatchObject({ dueOn: '2026-11-12' });
  });

  it('[SL58] an extension says when it was given, until when, and why, and is gone with a clock of its own', () => {
    const story = new Story(MONTHLY);
    const at0 = story.now;
    story.do({ kind: 'extend-deadline', until: on('2026-12-09'), reason: 'Atzinums' });
    expect(level(story, 'decision')).toMatchObject({
      due: { dueOn: '2026-12-09' },
      extension: { extendedAt: at0, extendedTo: '2026-12-09', reason: 'Atzinums' },
    });
    story.do({ kind: 'ask-applicant', question: 'Kurš?', evidence: [], until: on('2026-10-30') });
    story.do({ kind: 'withdraw-request', reason: 'Pārdomāja' });
    story.do({ kind: 'reopen-case', reason: 'Sūdzība' });
    expect(level(story, 'decision')).toMatchObject({ extension: null, pauses: [] });
  });

  it('[SL54] a clock that has not started says so', () => {
    const story = new Story({ ...MONTHLY, withAllEvidence: false });
    if (story.state.missing.length === 0) expect.fail('nothing is missing');
    expect(level(story, 'decision')).toMatchObject({
      deadline: { kind: 'waits-for-complete-request' },
      due: null,
    });
  });
});

describe('a case that is late', () => {
  const seenAt = at('2026-11-12', '10:00');

  it('[CL75] is late by local days, and silent until something was told on its last day or later', () => {
    const story = new Story(MONTHLY);
    expect(findDelay(story.state, story.now, officeCalendar)).toBeUndefined();
    told(story, 'course');
    expect(findDelay(story.state, seenAt, officeCalendar)).toEqual({ daysLate: 3, isTold: false });
    story.now = at('2026-11-09', '12:00');
    told(story, 'course');
    expect(findDelay(story.state, seenAt, officeCalendar)).toEqual({ daysLate: 3, isTold: true });
    story.to('to-be-informed');
    expect(findDelay(story.state, seenAt, officeCalendar)).toBeUndefined();
  });

  it('[CL75] what is due at once is late from the next day on, and a paused clock is not late', () => {
    const story = new Story({ service: 'izzina-par-dzivesvietu', variant: 'own' });
    expect(findDelay(story.state, at('2026-10-09', '23:59'), officeCalendar)).toBeUndefined();
    expect(findDelay(story.state, at('2026-10-10', '00:00'), officeCalendar)).toEqual({
      daysLate: 1,
      isTold: false,
    });
    story.do({ kind: 'ask-applicant', question: 'Kurš?', evidence: [], until: on('2026-10-30') });
    expect(findDelay(story.state, seenAt, officeCalendar)).toBeUndefined();
  });
});

describe('a time that changed', () => {
  it('[CL77] is to be told until the applicant was told, after a pause and after an extension', () => {
    const story = new Story(MONTHLY);
    const changed = () => findChangedTime(story.events);
    expect(changed()).toBeUndefined();
    story.do({ kind: 'ask-applicant', question: 'Kurš?', evidence: [], until: on('2026-10-30') });
    expect(changed()).toMatchObject({ kind: 'paused' });
    told(story, 'missing-information');
    expect(changed()).toBeUndefined();
    story.waitDays(3).do({ kind: 'record-answer', answer: 'Šis' });
    expect(changed()).toMatchObject({ kind: 'running', due: { dueOn: '2026-11-11' } });
    told(story, 'course');
    expect(changed()).toBeUndefined();
    story.do({ kind: 'extend-deadline', until: on('2026-12-09'), reason: 'Atzinums' });
    expect(changed()).toMatchObject({ kind: 'running', due: { dueOn: '2026-12-09' } });
    told(story, 'extension');
    expect(changed()).toBeUndefined();
  });

  it('[CL77] is to be told again when the e-mail that told it failed, and not when it was sent', () => {
    const { common } = draftOf(MONTHLY);
    const changes = { common: { ...common, email: 'paraugs@klatiene.example' } };
    const extended = () => {
      const story = new Story(MONTHLY, { changes });
      story.do({ kind: 'extend-deadline', until: on('2026-12-09'), reason: 'Atzinums' });
      const { now } = story;
      story.do({
        kind: 'inform',
        subject: 'extension',
        channel: 'email',
        sentOn: story.today,
        proof: { kind: 'e-mail' },
      });
      expect(findChangedTime(story.events)).toBeUndefined();
      return { story, now, telling: story.state.lastOperation };
    };
    const { story, now, telling } = extended();
    story.do({
      kind: 'report-mail',
      telling,
      result: { kind: 'failed', at: now, reason: 'address-refused' },
    });
    expect(findUntold(story.state)).toMatchObject({ opId: telling, subject: 'extension' });
    expect(findChangedTime(story.events)).toMatchObject({ kind: 'running', due: { dueOn: '2026-12-09' } });
    told(story, 'extension');
    expect(findChangedTime(story.events)).toBeUndefined();

    const other = extended();
    const result = { kind: 'sent', at: other.now, reply: 250, messageId: '<1@klatiene.example>' } as const;
    other.story.do({ kind: 'report-mail', telling: other.telling, result });
    expect(findChangedTime(other.story.events)).toBeUndefined();
  });

  it('[CL77] counts a telling that was not an e-mail though a later e-mail failed', () => {
    const { common } = draftOf(MONTHLY);
    const story = new Story(MONTHLY, {
      changes: { common: { ...common, email: 'paraugs@klatiene.example' } },
    });
    story.do({ kind: 'extend-deadline', until: on('2026-12-09'), reason: 'Atzinums' });
    told(story, 'extension');
    story.do({
      kind: 'inform',
      subject: 'course',
      channel: 'email',
      sentOn: story.today,
      proof: { kind: 'e-mail' },
    });
    const result = { kind: 'failed', at: story.now, reason: 'address-refused' } as const;
    story.do({ kind: 'report-mail', telling: story.state.lastOperation, result });
    expect(findChangedTime(story.events)).toBeUndefined();
  });

  it('[CL77] needs no telling where it came back to what was told, nor once it was met', () => {
    const story = new Story(MONTHLY);
    story.do({ kind: 'ask-applicant', question: 'Kurš?', evidence: [], until: on('2026-10-30') });
    story.do({ kind: 'record-answer', answer: 'Šis' });
    expect(findChangedTime(story.events)).toBeUndefined();
    story.do({ kind: 'extend-deadline', until: on('2026-12-09'), reason: 'Atzinums' });
    story.to('to-be-informed');
    expect(findChangedTime(story.events)).toBeUndefined();
    story.do(toldDecision(story));
    expect(findChangedTime(story.events)).toBeUndefined();
    expect(findChangedTime([])).toBeUndefined();
  });
});
