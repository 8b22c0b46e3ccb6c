import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '#shared/case/case-command.ts';
import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';
import { type CommandOf, personOf, providedOutcome, Story } from '../case-story.ts';

const DONE = { text: 'Ierakstīts', isDone: true };
const OPEN_ITEM = { text: 'Foto', isDone: false };
const PREPARE: CaseCommand = { kind: 'prepare', items: [] };
const PERFORM: CaseCommand = { kind: 'perform', actions: [DONE] };
const RECORD: CaseCommand = { kind: 'record-result', outcome: 'granted', what: 'x', documents: [] };

describe('the way of provision', () => {
  it('[CL38] is chosen, and may be changed until the preparation is over', () => {
    const story = new Story().to('decided-to-provide');
    story.do({ kind: 'choose-way', way: 'at-counter-now' });
    story.do({ kind: 'choose-way', way: 'remotely', reason: 'Nevar ierasties' });
    expect(story.state).toMatchObject({ status: 'being-fulfilled', way: { way: 'remotely' } });
    story.do({ kind: 'prepare', items: [] });
    expect(story.refusal({ kind: 'choose-way', way: 'at-home' })).toEqual({ code: 'not-in-this-step' });
  });

  it('[CL38] leads through a partner only where the service has one', () => {
    const through: CaseCommand = { kind: 'choose-way', way: 'through-partner' };
    expect(new Story().to('decided-to-provide').refusal(through)).toMatchObject({
      issues: [{ pointer: '/way', code: 'unknown-choice' }],
    });
    const story = new Story({ service: 'stavvietas-karte' }).to('decided-to-provide');
    story.do(through);
    expect(story.place).toBe('being-fulfilled/handover');
  });

  it('[CL39] leads to a hand-over where the responsible person cannot prepare, and to preparing after it', () => {
    const story = new Story({ service: 'nin-atvieglojums' }).to('decided-to-provide');
    story.do({ kind: 'choose-way', way: 'remotely' });
    expect(story.place).toBe('being-fulfilled/handover');
    story.do({
      kind: 'assign-case',
      person: personOf('provider-specialist'),
      role: 'provider-specialist',
      reason: 'Slodze',
    });
    expect(story.place).toBe('being-fulfilled/prepare');
  });

  it('[CL39] or somebody who may begins to prepare', () => {
    const story = new Story({ service: 'nin-atvieglojums' }).to('decided-to-provide');
    story.do({ kind: 'choose-way', way: 'remotely' });
    story.do({ kind: 'prepare', items: [DONE] }, 'provider-specialist');
    expect(story.place).toBe('being-fulfilled/perform');
  });
});

describe('preparing and performing', () => {
  const story = () => {
    const made = new Story().to('decided-to-provide');
    made.do({ kind: 'choose-way', way: 'at-counter-now' });
    return made;
  };

  it('[CL13] are taken in their order', () => {
    const prepared = story();
    for (const command of [PERFORM, RECORD]) {
      expect(prepared.refusal(command)).toEqual({ code: 'not-in-this-step' });
    }
  });

  it('[CL40] preparation is over when all of it is done', () => {
    const prepared = story();
    prepared.do({ kind: 'prepare', items: [DONE, OPEN_ITEM] });
    expect(prepared.place).toBe('being-fulfilled/prepare');
    prepared.do({ kind: 'prepare', items: [DONE] });
    expect(prepared.place).toBe('being-fulfilled/perform');
    prepared.do({ kind: 'prepare', items: [] });
    expect(prepared.place).toBe('being-fulfilled/perform');
  });

  it('[CL41] actions have a line, and all done lead to the result', () => {
    const prepared = story();
    prepared.do({ kind: 'prepare', items: [] });
    expect(prepared.refusal({ kind: 'perform', actions: [] })).toMatchObject({
      issues: [{ pointer: '/actions', code: 'required' }],
    });
    expect(prepared.refusal({ kind: 'perform', actions: [{ text: ' ', isDone: true }] })).toMatchObject({
      issues: [{ pointer: '/actions/0/text', code: 'required' }],
    });
    prepared.do({ kind: 'perform', actions: [DONE, OPEN_ITEM] });
    expect(prepared.place).toBe('being-fulfilled/perform');
    prepared.do({ kind: 'perform', actions: [DONE] });
    expect(prepared.place).toBe('being-fulfilled/record');
  });

  it('[CL12] are refused to who has no part in them', () => {
    const other = new Story({ service: 'nin-atvieglojums' }).to('decided-to-provide');
    other.do({ kind: 'choose-way', way: 'remotely' });
    for (const command of [PREPARE, PERFORM, RECORD]) {
      expect(other.refusal(command, 'provider-counter').code).toBe('not-the-roles-step');
    }
  });
});

describe('the result', () => {
  const performed = (service = 'dzivesvietas-deklaresana') => new Story({ service }).toStep('record');
  const recording = (story: Story, changes: Partial<CommandOf<'record-result'>> = {}): CaseCommand => ({
    kind: 'record-result',
    outcome: providedOutcome(story.service),
    what: 'Ieraksts reģistrā',
    documents: [{ title: 'Apliecinājums', number: ' 12 ' }],
    ...changes,
  });

  it('[CL42] [CL44] lies ready until any provider hands it out', () => {
    const story = performed('nin-atvieglojums');
    story.do(recording(story));
    expect(story.place).toBe('ready-for-collection/hand-out');
    expect(story.state).toMatchObject({
      outcome: { kind: 'fulfilled', outcome: 'granted' },
      result: { documents: [{ title: 'Apliecinājums', number: '12' }], handedOut: null },
    });
    const handedOut = { to: 'other', channel: 'counter', on: story.today } as const;
    expect(story.refusal({ kind: 'hand-out-result', handedOut })).toMatchObject({
      issues: [{ pointer: '/handedOut/name', code: 'required' }],
    });
    story.do(
      { kind: 'hand-out-result', handedOut: { ...handedOut, name: 'Parauga Persona' } },
      'provider-counter',
    );
    expect(story.place).toBe('being-evaluated/satisfaction');
    expect(story.state.result?.handedOut).toMatchObject({ name: 'Parauga Persona' });
  });

  it('[CL42] handed out at once goes on to the evaluation', () => {
    const story = performed();
    story.do(recording(story, { handedOut: { to: 'applicant', channel: 'counter', on: story.today } }));
    expect(story.place).toBe('being-evaluated/satisfaction');
  });

  it('[CL42] [CL44] may be a part, or that the need could not be met', () => {
    const part = performed('nin-atvieglojums');
    part.do(recording(part, { outcome: 'partly' }));
    expect(part.state.outcome).toEqual({ kind: 'partly-fulfilled', outcome: 'partly' });
    const unmet = performed('e-pakalpojumu-konsultacija');
    unmet.do(recording(unmet, { outcome: 'unsolved' }));
    expect(unmet.place).toBe('being-evaluated/satisfaction');
    expect(unmet.state.outcome).toEqual({ kind: 'lapsed', outcome: 'unsolved' });
  });

  it.each([
    ['gone', 'outcome-not-of-service'],
    ['refused', 'outcome-has-own-command'],
    ['forwarded', 'outcome-has-own-command'],
    ['withdrawn', 'outcome-has-own-command'],
  ])('[CL42] [CL43] is not %s', (outcome, code) => {
    const story = performed();
    expect(story.refusal(recording(story, { outcome }))).toEqual({ code });
  });

  it('[CL42] [CL44] is refused with every place that is wrong', () => {
    const story = performed();
    const wrong = recording(story, {
      what: '',
      documents: [{ title: '' }],
      handedOut: { to: 'applicant', channel: 'pigeon', on: addDays(story.today, 1) },
    });
    expect(story.refusal(wrong)).toMatchObject({
      issues: [
        { pointer: '/what', code: 'required' },
        { pointer: '/documents/0/title', code: 'required' },
        { pointer: '/handedOut/channel', code: 'unknown-choice' },
        { pointer: '/handedOut/on', code: 'date-in-future' },
      ],
    });
  });
});

describe('a representative whose authority ends on the way', () => {
  const representative = {
    givenName: 'Testa',
    familyName: 'Pārstāve',
    identity: { kind: 'person-code', personCode: { code: '310510-01233' } },
    basis: 'power-of-attorney',
    covers: 'this-service',
    validUntil: '2026-10-09',
    checkedBy: 'original-seen',
  };
  const ended = (): Story => new Story({}, { changes: { representative } }).waitDays(7);

  it('[CL81] hinders nothing until the result is handed out', () => {
    expect(ended().to('ready-for-collection').state.decision?.content.kind).toBe('provide');
  });

  it('[CL80] is given the result only with the reason, which is kept', () => {
    const story = ended().to('ready-for-collection');
    const handing = (more: { reason?: string; on?: PlainDate } = {}): CaseCommand => ({
      kind: 'hand-out-result',
      handedOut: { to: 'representative', channel: 'counter', on: story.today, ...more },
    });
    for (const command of [handing(), handing({ reason: ' ' })]) {
      expect(story.refusal(command)).toMatchObject({
        issues: [{ pointer: '/handedOut/reason', code: 'required' }],
      });
    }
    story.do(handing({ reason: 'Pieteicējs pa tālruni apstiprināja' }));
    expect(story.state.result?.handedOut).toMatchObject({
      to: 'representative',
      reason: 'Pieteicējs pa tālruni apstiprināja',
    });
  });

  it('[CL80] in force on the day of handing out, and others, are given it without a reason', () => {
    for (const handedOut of [
      { to: 'representative', on: addDays(new Story().today, 0) },
      { to: 'applicant', on: addDays(new Story().today, 7) },
    ] as const) {
      const story = ended().to('ready-for-collection');
      story.do({ kind: 'hand-out-result', handedOut: { ...handedOut, channel: 'counter', reason: 'lieks' } });
      expect(story.state.result?.handedOut).not.toHaveProperty('reason');
    }
  });
});
