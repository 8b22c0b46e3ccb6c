import { describe, expect, it } from 'vitest';
import { decisionTimeOf, findService } from '#shared/catalogue/find-service.ts';
import { clockOf } from '#shared/service-level/clock.ts';
import { ruleOn } from '#shared/service-level/dated-rules.ts';
import type { Due } from '#shared/service-level/due.ts';
import { SUBMISSION_ANSWER, SUBMISSION_FORWARDING } from '#shared/service-level/law-times.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';
import { demoCatalogue } from '#test/shared/catalogue/demo-catalogue.ts';
import { at, demoOfficeCalendar, on } from './demo-files.ts';

const catalogue = demoCatalogue();
const calendars = { SMI: demoOfficeCalendar('SMI'), VAR: demoOfficeCalendar('VAR') };

/** One line of a table, parted by bars; the last cell says why. */
function linesOf(table: string): readonly (readonly string[])[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

function dueBy(rule: TimeRule, start: string, office: string): Due {
  const [date = '', time = ''] = start.split(' ');
  const terms = { rule, startedAt: at(date, time), pauses: [], extension: null };
  const clock = clockOf(terms, office === 'SMI' ? calendars.SMI : calendars.VAR);
  if (clock.kind !== 'running') throw new Error('a clock without pauses runs');
  return clock.due;
}

function written(due: Due): string {
  return due.kind === 'date' ? due.dueOn : due.dueAt;
}

/** Office | service | variant | complete at | due | why. */
const VARIANTS = linesOf(`
SMI | pase-un-eid | eid-10 | 2026-06-10 10:00 | 2026-06-27 | [SL10] ten working days, the ninth and tenth around Midsummer
SMI | pase-un-eid | eid-2 | 2026-06-19 10:00 | 2026-06-26 | [SL10] two working days: 22 is moved off, 23 and 24 are holidays
VAR | pase-un-eid | eid-2 | 2026-06-19 10:00 | 2026-06-25 | [SL10] the same where 22 June is worked
SMI | pase-un-eid | pass-2 | 2026-12-30 10:00 | 2027-01-05 | [SL14] New Year's Eve, New Year and a weekend lie between
VAR | pase-un-eid | pass-10 | 2028-11-10 10:00 | 2028-11-27 | [SL15] Monday 20 November stands for the Saturday of 18
VAR | pase-un-eid | pass-2 | 2026-10-23 10:00 | 2026-10-27 | [SL12] the hour that is repeated on Sunday 25 is no working day
VAR | pase-un-eid | eid-2 | 2026-03-27 10:00 | 2026-03-31 | [SL12] nor is the one that is skipped on Sunday 29
SMI | izzina-par-dzivesvietu | own | 2026-10-09 10:41 | 2026-10-09T07:41:00.000Z | [SL4] about oneself it is given at once
SMI | izzina-par-dzivesvietu | other | 2026-10-09 10:41 | 2026-10-23 | [SL12] about somebody else it takes ten working days
VAR | civilstavokla-akta-registracija | birth | 2026-03-29 04:30 | 2026-03-29T01:30:00.000Z | [SL4] at once, half an hour after the skipped one
VAR | civilstavokla-akta-registracija | marriage | 2026-01-31 10:00 | 2026-03-02 | [SL7] February has no 31st and its last day is a Saturday
SMI | buvniecibas-iecere | permit | 2025-12-02 10:00 | 2026-01-05 | [SL6] 2 January is moved off
VAR | buvniecibas-iecere | permit | 2025-12-02 10:00 | 2026-01-02 | [SL6] 2 January is worked here
SMI | buvniecibas-iecere | simplified | 2026-06-08 10:00 | 2026-06-25 | [SL6] fourteen calendar days end on the moved 22 June
VAR | buvniecibas-iecere | simplified | 2026-10-12 10:00 | 2026-10-26 | [SL6] fourteen days, one of them of 25 hours
SMI | e-pakalpojumu-konsultacija | video | 2026-01-12 10:00 | 2026-01-17 | [SL10] five working days, the fifth a worked Saturday
VAR | e-pakalpojumu-konsultacija | video | 2026-01-12 10:00 | 2026-01-19 | [SL10] the same Saturday is free here
VAR | e-pakalpojumu-konsultacija | info | 2028-02-29 08:00 | 2028-02-29T06:00:00.000Z | [SL4] at once, on the leap day
`);

/** Office | law | received | due | why. */
const DATED = linesOf(`
VAR | answer | 2026-02-26 10:00 | 2026-03-26 | [SL49] received before the change: a month
VAR | answer | 2026-02-28 23:59 | 2026-03-30 | [SL49] the last minute before the change; 28 March is a Saturday
VAR | answer | 2026-02-28 00:00 | 2026-03-30 | [SL49] the first minute of that day
VAR | answer | 2026-03-01 00:00 | 2026-03-13 | [SL49] the first minute of the change, a Sunday: ten working days
SMI | answer | 2026-03-02 10:00 | 2026-03-16 | [SL49] the Monday after it
VAR | answer | 2026-01-31 10:00 | 2026-03-02 | [SL49] the month ends after the change and is still a month
VAR | answer | 2026-03-23 10:00 | 2026-04-08 | [SL49] ten working days over Easter
SMI | answer | 2026-06-15 10:00 | 2026-07-01 | [SL49] ten working days over the moved Midsummer
VAR | forwarding | 2026-02-26 10:00 | 2026-03-09 | [SL50] seven working days, though they end after the change
VAR | forwarding | 2026-02-28 23:59 | 2026-03-10 | [SL50] the last minute of seven
VAR | forwarding | 2026-03-01 00:00 | 2026-03-06 | [SL50] the first of five
SMI | forwarding | 2025-11-03 10:00 | 2025-11-11 | [SL50] seven working days, one of them the worked Saturday 8 November
VAR | forwarding | 2025-11-03 10:00 | 2025-11-12 | [SL50] without it one day later
VAR | forwarding | 2026-12-28 10:00 | 2027-01-06 | [SL50] five working days over the turn of the year
`);

describe('deadlines of the services, by the times of their variants', () => {
  it.each(VARIANTS.map((cells) => ({ cells, because: cells[5] })))('$because', ({ cells }) => {
    const [office = '', id = '', variant = '', start = '', due] = cells;
    const service = findService(catalogue, id);
    if (service === undefined) throw new Error(`no service ${id}`);
    expect(service.variants.map((one) => one.id)).toContain(variant);
    expect(written(dueBy(decisionTimeOf(service, variant), start, office))).toBe(due);
  });
});

describe('deadlines of the laws around the day on which they changed', () => {
  it.each(DATED.map((cells) => ({ cells, because: cells[4] })))('$because', ({ cells }) => {
    const [office = '', law, start = '', due] = cells;
    const rules = law === 'answer' ? SUBMISSION_ANSWER : SUBMISSION_FORWARDING;
    expect(written(dueBy(ruleOn(rules, on(start.slice(0, 10))), start, office))).toBe(due);
  });

  it('[SL48] the tables have many enough lines, each once and with its reason', () => {
    const lines = [...VARIANTS, ...DATED];
    expect(lines.length).toBeGreaterThanOrEqual(32);
    expect(new Set(lines.map((cells) => cells.slice(0, -2).join())).size).toBe(lines.length);
    for (const cells of lines) expect(cells.at(-1)).toMatch(/^\[SL\d+\] .{10}/);
  });
});
