import { describe, expect, it } from 'vitest';
import { Defect } from '#shared/kernel/invariant.ts';
import { clockOf, LevelClock } from '#shared/service-level/clock.ts';
import { dueOf } from '#shared/service-level/due.ts';
import type { Pause } from '#shared/service-level/pause.ts';
import { TimeUnit } from '#shared/service-level/time-rule.ts';
import { modelClock } from './clock-model.ts';
import { extendedDeadlines } from './deadlines-extended.ts';
import { openPauses } from './deadlines-open.ts';
import { pausedDeadlines } from './deadlines-paused.ts';
import { runningDeadlines } from './deadlines-running.ts';
import { at, demoOfficeCalendar } from './demo-files.ts';

const calendars = { SMI: demoOfficeCalendar('SMI'), VAR: demoOfficeCalendar('VAR') };
const calendarOf = (office: string) => (office === 'SMI' ? calendars.SMI : calendars.VAR);

/** A clock as the tables write it. */
function written(clock: LevelClock): string {
  if (clock.kind === 'paused') return `left ${clock.left.value} ${clock.left.unit}`;
  if (clock.due.kind === 'instant') return clock.due.dueAt;
  return clock.due.confirmed === 'confirmed' ? clock.due.dueOn : `${clock.due.dueOn} ${clock.due.confirmed}`;
}

const tables = [...runningDeadlines, ...pausedDeadlines, ...openPauses, ...extendedDeadlines];

describe('the tables of deadlines', () => {
  it.each(tables)('$because ($office, $expected)', ({ office, terms, expected }) => {
    const clock = clockOf(terms, calendarOf(office));
    expect(written(clock)).toBe(expected);
    expect(LevelClock.parse(clock)).toEqual(clock);
  });

  it('[SL12] hold many enough deadlines, each once, of both offices, every unit and every year', () => {
    const described = tables.map(({ office, terms }) => JSON.stringify([office, terms]));
    expect(new Set(described).size).toBe(tables.length);
    expect(tables.length).toBeGreaterThanOrEqual(200);
    expect(new Set(tables.map(({ terms }) => terms.rule.unit))).toEqual(new Set(TimeUnit.options));
    expect(new Set(tables.map(({ office }) => office))).toEqual(new Set(['SMI', 'VAR']));
    for (const year of ['2025', '2026', '2027', '2028']) {
      expect(tables.some(({ terms }) => terms.startedAt.startsWith(year))).toBe(true);
    }
  });

  it.each(tables.filter(({ expected }) => !expected.startsWith('2029')))(
    '$because, counted day by day',
    ({ office, terms, expected }) => {
      expect(modelClock(terms, office === 'SMI')).toBe(expected.split(' planned')[0]);
    },
  );
});

describe('clockOf', () => {
  it.each(runningDeadlines)('[SL34] without pauses says what dueOf says: $because', ({ office, terms }) => {
    const due = dueOf(terms.rule, terms.startedAt, calendarOf(office));
    expect(clockOf(terms, calendarOf(office))).toEqual({ kind: 'running', due });
  });

  it('[SL40] a clock that stands says since when, and has no due date', () => {
    const pausedAt = at('2026-10-12', '09:00');
    const terms = {
      rule: { value: 10, unit: 'working-day' as const },
      startedAt: at('2026-10-07', '10:00'),
      pauses: [{ pausedAt, resumedAt: null }],
      extension: null,
    };
    expect(clockOf(terms, calendars.VAR)).toEqual({
      kind: 'paused',
      pausedAt,
      left: { value: 8, unit: 'working-day' },
    });
  });

  it.each([
    ['2026-10-12', null, '2026-10-13', null],
    ['2026-10-13', '2026-10-14', '2026-10-12', '2026-10-13'],
    ['2026-10-12', '2026-10-13', '2026-10-15', '2026-10-14'],
  ])('[SL41] pauses that are not in order are a defect (%#)', (a, b, c, d) => {
    const pause = (from: string, to: string | null): Pause => ({
      pausedAt: at(from, '09:00'),
      resumedAt: to === null ? null : at(to, '08:00'),
    });
    const terms = {
      rule: { value: 10, unit: 'working-day' as const },
      startedAt: at('2026-10-07', '10:00'),
      pauses: [pause(a, b), pause(c, d)],
      extension: null,
    };
    expect(() => clockOf(terms, calendars.VAR)).toThrow(Defect);
  });
});
