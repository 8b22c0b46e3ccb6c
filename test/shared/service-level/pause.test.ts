import { describe, expect, it } from 'vitest';
import { endedPausesOf, findPausedAt, Pause, Pauses, resumeAt } from '#shared/service-level/pause.ts';
import { pausedDaysOf } from '#shared/service-level/paused-days.ts';
import { at } from './demo-files.ts';

const monday = (time: string) => at('2026-10-12', time);
const pause = (from: string, to: string | null): Pause => ({
  pausedAt: monday(from),
  resumedAt: to === null ? null : monday(to),
});

describe('Pauses', () => {
  it.each([
    ['none', []],
    ['one that has ended', [pause('09:00', '10:00')]],
    ['one that is open', [pause('09:00', null)]],
    ['one without length', [pause('09:00', '09:00')]],
    ['two that touch', [pause('09:00', '10:00'), pause('10:00', '11:00')]],
    ['the last open', [pause('09:00', '10:00'), pause('11:00', null)]],
  ])('[SL41] may be %s', (_, pauses) => {
    expect(Pauses.parse(pauses)).toEqual(pauses);
  });

  it.each([
    ['overlap', [pause('09:00', '11:00'), pause('10:00', '12:00')]],
    ['stand in the wrong order', [pause('11:00', '12:00'), pause('09:00', '10:00')]],
    ['have an open one before another', [pause('09:00', null), pause('10:00', '11:00')]],
    ['are both open', [pause('09:00', null), pause('10:00', null)]],
  ])('[SL41] are not read when they %s', (_, pauses) => {
    const codes = Pauses.safeParse(pauses).error?.issues.map(({ message }) => message);
    expect(codes).toEqual(['pauses-out-of-order']);
  });

  it('[SL41] a pause that ends before it begins is not read', () => {
    const codes = Pause.safeParse(pause('10:00', '09:00')).error?.issues.map(({ message }) => message);
    expect(codes).toEqual(['ends-before-it-begins']);
  });
});

describe('the open pause', () => {
  const pauses = [pause('09:00', '10:00'), pause('11:00', null)];

  it('[SL40] is found, and the others have ended', () => {
    expect(findPausedAt(pauses)).toBe(monday('11:00'));
    expect(findPausedAt(pauses.slice(0, 1))).toBeUndefined();
    expect(endedPausesOf(pauses)).toEqual([pause('09:00', '10:00')]);
  });

  it('[SL46] ends at the instant asked for, or where it began when that is later', () => {
    expect(resumeAt(pauses, monday('12:00'))).toEqual([pause('09:00', '10:00'), pause('11:00', '12:00')]);
    expect(resumeAt(pauses, monday('10:30'))).toEqual([pause('09:00', '10:00'), pause('11:00', '11:00')]);
  });
});

describe('pausedDaysOf', () => {
  it('[SL34] takes out the days from the one on which a pause begins up to the one on which it ends', () => {
    const nights = [
      { pausedAt: monday('09:00'), resumedAt: monday('18:00') },
      { pausedAt: monday('20:00'), resumedAt: at('2026-10-15', '08:00') },
      { pausedAt: at('2026-10-15', '09:00'), resumedAt: at('2026-10-16', '00:00') },
    ];
    expect(pausedDaysOf(nights)).toEqual([
      { from: '2026-10-12', to: '2026-10-15' },
      { from: '2026-10-15', to: '2026-10-16' },
    ]);
  });
});
