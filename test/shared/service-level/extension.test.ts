import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/kernel/plain-date.ts';
import { clockOf } from '#shared/service-level/clock.ts';
import type { ClockTerms } from '#shared/service-level/clock-terms.ts';
import { deadlineInstant } from '#shared/service-level/due.ts';
import {
  EXTENSION_REFUSAL_CODES,
  type ExtensionRequest,
  longestExtension,
  parseExtension,
} from '#shared/service-level/extension.ts';
import { resumeAt } from '#shared/service-level/pause.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';
import { plainTerms, withOpenPause } from './arbitrary-terms.ts';
import { at, demoOfficeCalendar, on } from './demo-files.ts';

const following = demoOfficeCalendar('SMI');
const notFollowing = demoOfficeCalendar('VAR');

const month: TimeRule = { value: 1, unit: 'month' };
const terms: ClockTerms = {
  rule: month,
  startedAt: at('2026-09-09', '10:00'),
  pauses: [],
  extension: null,
};
const wish = (changes: Partial<ExtensionRequest> = {}): ExtensionRequest => ({
  terms,
  extendable: { toMonths: 4 },
  chosenOn: on('2026-11-09'),
  requestedAt: at('2026-10-01', '10:00'),
  ...changes,
});
const parsed = (changes: Partial<ExtensionRequest>) => parseExtension(wish(changes), notFollowing);
const codeOf = (changes: Partial<ExtensionRequest>): string => {
  const result = parsed(changes);
  return result.ok ? 'extended' : result.problem.code;
};

describe('longestExtension', () => {
  it.each([
    ['2026-09-09', 4, '2027-01-11', 'a Saturday moves to Monday'],
    ['2026-10-31', 4, '2027-03-01', 'February has no 31st, and its last day is a Sunday'],
    ['2027-10-31', 4, '2028-02-29', 'the leap day'],
    ['2025-08-24', 4, '2025-12-29', 'Christmas and the weekend'],
    ['2025-09-02', 4, '2026-01-02', '2 January is worked here'],
    ['2026-10-07', 1, '2026-11-09', 'a Saturday after one month'],
  ])('[SL42] from %s at most %i months are %s: %s', (startOn, toMonths, longestOn) => {
    expect(longestExtension(at(startOn, '10:00'), toMonths, notFollowing)).toBe(longestOn);
  });

  it('[SL42] moves by the calendar of the office', () => {
    expect(longestExtension(at('2025-09-02', '10:00'), 4, following)).toBe('2026-01-05');
    expect(longestExtension(at('2025-09-17', '10:00'), 4, following)).toBe('2026-01-17');
    expect(longestExtension(at('2025-09-17', '10:00'), 4, notFollowing)).toBe('2026-01-19');
  });
});

describe('parseExtension', () => {
  it('[SL45] gives the date and when it was given, and the clock is due then', () => {
    const extension = { extendedAt: at('2026-10-01', '10:00'), extendedTo: on('2026-11-09') };
    expect(parsed({})).toEqual({ ok: true, value: extension });
    expect(clockOf({ ...terms, extension }, notFollowing)).toMatchObject({ due: { dueOn: '2026-11-09' } });
  });

  it.each([
    ['2026-11-07', '2026-11-09', 'a Saturday'],
    ['2026-11-18', '2026-11-19', 'a holiday'],
    ['2026-12-24', '2026-12-28', 'Christmas'],
    ['2027-01-09', '2027-01-11', 'the day of the number itself, a Saturday, moves to the longest date'],
    ['2027-01-10', '2027-01-11', 'the Sunday after it moves to the longest date too'],
    ['2027-01-11', '2027-01-11', 'the longest date'],
    ['2026-10-12', '2026-10-12', 'the first working day after the present due date'],
    ['2026-10-10', '2026-10-12', 'a Saturday after the present due date'],
  ])('[SL43] %s is extended to %s: %s', (chosenOn, extendedTo) => {
    expect(parsed({ chosenOn: on(chosenOn) })).toMatchObject({ value: { extendedTo } });
  });

  const due = { kind: 'date', dueOn: '2026-10-09', confirmed: 'confirmed' };
  const extension = { extendedAt: at('2026-09-20', '10:00'), extendedTo: on('2026-10-20') };
  const late = { requestedAt: at('2026-10-10', '00:00') };

  it.each([
    ['the service has none', { extendable: null }, { code: 'not-extendable' }],
    ['it was extended already', { terms: { ...terms, extension } }, { code: 'already-extended' }],
    ['the deadline has passed', late, { code: 'deadline-passed', due }],
    ['the date is the due date', { chosenOn: on('2026-10-09') }, { code: 'not-later', due }],
    ['the date is earlier', { chosenOn: on('2026-09-01') }, { code: 'not-later', due }],
    [
      'the date is too late',
      { chosenOn: on('2027-01-12') },
      { code: 'beyond-longest', longestOn: '2027-01-11' },
    ],
  ])('[SL44] is refused when %s', (_, changes, problem) => {
    expect(parsed(changes)).toEqual({ ok: false, problem });
  });

  it('[SL44] looks at the reasons in their order', () => {
    const extended = { ...terms, extension };
    const tooLate = { requestedAt: at('2026-11-01', '10:00') };
    expect(codeOf({ extendable: null, terms: extended, ...tooLate })).toBe(EXTENSION_REFUSAL_CODES[0]);
    expect(codeOf({ terms: extended, ...tooLate })).toBe(EXTENSION_REFUSAL_CODES[1]);
    expect(codeOf({ ...tooLate, chosenOn: on('2026-09-01') })).toBe(EXTENSION_REFUSAL_CODES[2]);
    expect(codeOf({ chosenOn: on('2026-09-01'), extendable: { toMonths: 0 } })).toBe(
      EXTENSION_REFUSAL_CODES[3],
    );
    expect(codeOf({ extendable: { toMonths: 0 } })).toBe(EXTENSION_REFUSAL_CODES[4]);
  });

  it('[SL44] the last instant of the due date is not too late', () => {
    expect(codeOf({ requestedAt: at('2026-10-09', '23:59') })).toBe('extended');
    expect(codeOf(late)).toBe('deadline-passed');
  });

  it('[SL42] pauses move the present due date and not the longest date', () => {
    const paused = {
      ...terms,
      pauses: [{ pausedAt: at('2026-09-14', '10:00'), resumedAt: at('2026-12-14', '10:00') }],
    };
    const requestedAt = at('2026-12-15', '10:00');
    // 9 October and 91 days.
    expect(clockOf(paused, notFollowing)).toMatchObject({ due: { dueOn: '2027-01-08' } });
    expect(codeOf({ terms: paused, requestedAt, chosenOn: on('2027-01-08') })).toBe('not-later');
    expect(codeOf({ terms: paused, requestedAt, chosenOn: on('2027-01-11') })).toBe('extended');
    expect(codeOf({ terms: paused, requestedAt, chosenOn: on('2027-01-12') })).toBe('beyond-longest');
  });

  it('[SL46] while it stands, the due date is that of running again now', () => {
    const standing = { ...terms, pauses: [{ pausedAt: at('2026-10-08', '10:00'), resumedAt: null }] };
    const requestedAt = at('2026-10-20', '10:00');
    // 9 October and 12 days.
    expect(codeOf({ terms: standing, requestedAt, chosenOn: on('2026-10-21') })).toBe('not-later');
    expect(codeOf({ terms: standing, requestedAt, chosenOn: on('2026-10-22') })).toBe('extended');
    const tooLate = { ...terms, pauses: [{ pausedAt: at('2026-10-10', '00:00'), resumedAt: null }] };
    expect(codeOf({ terms: tooLate, requestedAt })).toBe('deadline-passed');
  });

  it.each([
    ['at once', { value: 0, unit: 'immediate' }, at('2026-10-07', '10:01'), 'deadline-passed'],
    ['in minutes', { value: 30, unit: 'minute' }, at('2026-10-07', '10:30'), 'extended'],
    ['in working days', { value: 2, unit: 'working-day' }, at('2026-10-08', '10:00'), 'extended'],
    [
      'in working days, too late',
      { value: 2, unit: 'working-day' },
      at('2026-10-10', '10:00'),
      'deadline-passed',
    ],
    ['in calendar days', { value: 14, unit: 'calendar-day' }, at('2026-10-08', '10:00'), 'extended'],
  ] as const)('[SL47] holds for a variant with a time %s', (_, rule, requestedAt, code) => {
    const variant = { ...terms, rule, startedAt: at('2026-10-07', '10:00') };
    expect(codeOf({ terms: variant, requestedAt, chosenOn: on('2027-02-09') })).toBe(
      code === 'extended' ? 'beyond-longest' : code,
    );
    expect(codeOf({ terms: variant, requestedAt, chosenOn: on('2027-02-07') })).toBe(code);
  });

  it('[SL44] a time in minutes can be extended to the end of its own day, not to an earlier one', () => {
    const variant = {
      ...terms,
      rule: { value: 30, unit: 'minute' as const },
      startedAt: at('2026-10-07', '10:00'),
    };
    const requestedAt = at('2026-10-07', '10:10');
    expect(codeOf({ terms: variant, requestedAt, chosenOn: on('2026-10-07') })).toBe('extended');
    expect(codeOf({ terms: variant, requestedAt, chosenOn: on('2026-10-06') })).toBe('not-later');
  });

  it('[SL45] an extended clock is due on the date given, later than before and not beyond the longest', () => {
    let extended = 0;
    fc.assert(
      fc.property(plainTerms, fc.boolean(), fc.nat({ max: 150 }), (own, isOpen, days) => {
        const requestedAt = own.pauses.at(-1)?.resumedAt ?? own.startedAt;
        const present = isOpen ? withOpenPause(own) : own;
        const running = { ...present, pauses: resumeAt(present.pauses, requestedAt) };
        const before = clockOf(running, notFollowing);
        const result = parseExtension(
          {
            terms: present,
            extendable: { toMonths: 4 },
            chosenOn: addDays(on(own.startedAt.slice(0, 10)), days),
            requestedAt,
          },
          notFollowing,
        );
        if (!result.ok || before.kind !== 'running') return;
        extended += 1;
        const after = clockOf({ ...running, extension: result.value }, notFollowing);
        expect(after).toMatchObject({ kind: 'running', due: { dueOn: result.value.extendedTo } });
        expect(after.kind === 'running' && deadlineInstant(after.due) > deadlineInstant(before.due)).toBe(
          true,
        );
        expect(result.value.extendedTo <= longestExtension(own.startedAt, 4, notFollowing)).toBe(true);
      }),
    );
    expect(extended).toBeGreaterThan(10);
  });
});
