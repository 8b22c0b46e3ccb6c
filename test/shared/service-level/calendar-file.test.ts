import { describe, expect, it } from 'vitest';
import { parseHolidayCsv } from '#shared/service-level/calendar-file.ts';
import type { CalendarFileIssue } from '#shared/service-level/calendar-file-issue.ts';
import { WorkingCalendar } from '#shared/service-level/working-calendar.ts';
import { calendarText, demoCalendar, rawRows } from './demo-files.ts';

const lines = calendarText.trimEnd().split('\r\n');

function problemsOf(text: string): readonly CalendarFileIssue[] {
  const parsed = parseHolidayCsv(text);
  return parsed.ok ? [] : parsed.problem;
}

/** The file with the line that begins with `start` changed; the change must change something. */
function changed(start: string, change: (line: string) => string): string {
  const index = lines.findIndex((line) => line.startsWith(start));
  const line = lines[index];
  if (line === undefined) throw new Error(`no line ${start}`);
  const after = change(line);
  if (after === line) throw new Error('nothing changed');
  return lines.with(index, after).join('\r\n');
}

/** The spreadsheet row of the line that begins with `start`. */
function rowOf(start: string): number {
  return lines.findIndex((line) => line.startsWith(start)) + 1;
}

describe('parseHolidayCsv', () => {
  it('[SL28] reads the 95 rows of the demo for 2025 to 2028', () => {
    const calendar = demoCalendar();
    expect(calendar).toMatchObject({ firstYear: 2025, lastYear: 2028 });
    expect(calendar.days.map(({ date, type, status }) => ({ date, type, status }))).toEqual(rawRows());
    expect(calendar.days).toHaveLength(95);
  });

  it('[SL28] gives what its own schema takes', () => {
    const calendar = demoCalendar();
    expect(WorkingCalendar.parse(JSON.parse(JSON.stringify(calendar)))).toEqual(calendar);
  });

  it('[SL28] keeps names in both languages, commas in quotes and letters with marks', () => {
    expect(demoCalendar().days.find((day) => day.date === '2026-05-01')?.name).toEqual({
      lv: 'Darba svētki, Latvijas Republikas Satversmes sapulces sasaukšanas diena',
      en: 'Labour Day, Convocation of the Constitutional Assembly',
    });
  });

  it('[SL32] keeps which day is worked for which', () => {
    const days = demoCalendar().days.filter(({ date }) => date === '2026-01-02' || date === '2026-01-17');
    expect(days).toMatchObject([
      { type: 'moved-off', movedTo: '2026-01-17' },
      { type: 'moved-work', movedFrom: '2026-01-02' },
    ]);
  });

  it('[SL28] the order of rows and of columns, a mark at the beginning and the kind of line end do not matter', () => {
    const [header = '', ...body] = lines;
    const reversed = parseHolidayCsv(`\uFEFF${[header, ...body.toReversed()].join('\n')}`);
    if (!reversed.ok) throw new Error(JSON.stringify(reversed.problem));
    const byDateAndType = (calendar: WorkingCalendar): string[] =>
      calendar.days.map(({ date, type }) => `${date} ${type}`).sort();
    expect(byDateAndType(reversed.value)).toEqual(byDateAndType(demoCalendar()));
    expect(reversed.value.days.map(({ date }) => date)).toEqual(demoCalendar().days.map(({ date }) => date));

    const statusFirst = lines.map((line) => line.replace(/^(.*),([a-z-]+)$/, '$2,$1')).join('\n');
    expect(statusFirst.startsWith('status,date,')).toBe(true);
    expect(parseHolidayCsv(statusFirst)).toEqual({ ok: true, value: demoCalendar() });
  });

  it.each([
    ['nothing', '', 'empty'],
    ['nothing but empty lines', ' \r\n\r\n', 'empty'],
    ['another kind of file', '{"days":[]}', 'not-a-calendar'],
    ['text of one line', '%PDF-1.7', 'not-a-calendar'],
    ['a file split by semicolons', calendarText.replaceAll(',', ';').replaceAll('"', ''), 'not-a-calendar'],
    ['a header alone', lines[0] ?? '', 'no-rows'],
  ])('[SL28] %s is refused', (_, text, code) => {
    expect(problemsOf(text)).toEqual([{ pointer: '', code }]);
  });

  it('[SL28] a missing and a doubled column are named', () => {
    const text = [lines[0]?.replace('name_en', 'date'), ...lines.slice(1)].join('\n');
    expect(problemsOf(text)).toEqual([
      { pointer: '/columns/date', code: 'column-twice' },
      { pointer: '/columns/name_en', code: 'column-missing' },
    ]);
  });

  it('[SL28] every faulty row is reported, with row and column', () => {
    const text = [
      ...lines.slice(0, 3),
      '2025-02-29,sestdiena,Saturday,Nosaukums,Name,holiday,yes,fixed,law,by-law',
      '1925-01-01,ceturtdiena,Thursday,,Name,holiday,yes,fixed,law,by-law',
      '2025-03-03,Pirmdiena,monday,Nosaukums, ,feast,yes,fixed,law,sure',
      '2025-03-04,otrdiena,Tuesday,Nosaukums,Name,holiday,no,fixed,law,by-law',
      '2025-03-05,trešdiena,Wednesday,short row',
      '2025-03-06,ceturtdiena,Thursday,Nosaukums,Name,holiday,yes,fixed,law,by-law,more',
    ].join('\n');
    expect(problemsOf(text)).toEqual([
      { pointer: '/rows/4/date', code: 'not-a-date' },
      { pointer: '/rows/5/date', code: 'year-out-of-range' },
      { pointer: '/rows/5/name_lv', code: 'missing' },
      { pointer: '/rows/6/weekday_lv', code: 'weekday-differs', params: { expected: 'pirmdiena' } },
      { pointer: '/rows/6/weekday_en', code: 'weekday-differs', params: { expected: 'Monday' } },
      { pointer: '/rows/6/name_en', code: 'missing' },
      { pointer: '/rows/6/status', code: 'unknown-status' },
      { pointer: '/rows/6/type', code: 'unknown-type' },
      { pointer: '/rows/7/day_off', code: 'day-off-differs', params: { expected: 'yes' } },
      { pointer: '/rows/8', code: 'wrong-field-count', params: { expected: 10, found: 4 } },
      { pointer: '/rows/9', code: 'wrong-field-count', params: { expected: 10, found: 11 } },
    ]);
  });

  it('[SL28] an open quote is reported beside the faults before it', () => {
    const before = { pointer: '/rows/3', code: 'wrong-field-count', params: { expected: 10, found: 2 } };
    const start = [...lines.slice(0, 2), 'x,y', '"2025-04-18,no end'];
    expect(problemsOf(start.join('\n'))).toEqual([{ pointer: '/rows/4', code: 'quote-not-closed' }, before]);
    // The next quote of the file closes it, and what follows that quote is out of place.
    const text = [...start, ...lines.slice(4)].join('\n');
    expect(problemsOf(text)).toEqual([{ pointer: '/rows/4', code: 'quote-misplaced' }, before]);
  });

  it.each([
    ['2026-01-02', '2026-01-10,sestdiena,Saturday', '/date', 'wrong-weekday'],
    ['2026-01-17', '2026-01-16,piektdiena,Friday', '/date', 'wrong-weekday'],
    ['2025-05-05', '2025-05-10,sestdiena,Saturday', '/date', 'wrong-weekday'],
  ])('[SL30] %s moved to %s does not suit its weekday', (start, replacement, column, code) => {
    const text = changed(start, (line) => line.replace(/^[^,]*,[^,]*,[^,]*/, replacement));
    expect(problemsOf(text)).toContainEqual({ pointer: `/rows/${rowOf(start)}${column}`, code });
  });

  it('[SL31] the same row twice is a duplicate of the first', () => {
    const text = [...lines, lines[1]].join('\n');
    expect(problemsOf(text)).toEqual([
      { pointer: `/rows/${lines.length + 1}/date`, code: 'duplicate-row', params: { row: 2 } },
    ]);
  });

  it('[SL31] a holiday cannot be a short day, but two holidays may share a date', () => {
    const short = '2025-01-01,trešdiena,Wednesday,Īsa,Short,short-day,no,rule,law,by-law';
    expect(problemsOf([...lines, short].join('\n'))).toEqual([
      { pointer: `/rows/${lines.length + 1}/date`, code: 'contradicting-row', params: { row: 2 } },
    ]);
    const other = '2025-01-01,trešdiena,Wednesday,Citi svētki,Another holiday,holiday,yes,rule,law,planned';
    expect(problemsOf([...lines, other].join('\n'))).toEqual([]);
  });

  it('[SL30] a Saturday that is not worked cannot be shortened', () => {
    const short = '2026-05-09,sestdiena,Saturday,Īsa,Short,short-day,no,rule,law,by-law';
    expect(problemsOf([...lines, short].join('\n'))).toEqual([
      { pointer: `/rows/${lines.length + 1}/date`, code: 'short-day-not-worked' },
    ]);
  });

  it('[SL32] a moved day must say from when to when', () => {
    const row = `/rows/${rowOf('2026-06-22')}/rule`;
    for (const rule of [
      'moved',
      'moved from 2026-06-23 to 2026-06-27',
      'moved from 2026-06-22 to 2026-06-31',
    ]) {
      const text = changed('2026-06-22', (line) => line.replace(/moved from \S+ to [\d-]+/, rule));
      expect(problemsOf(text)).toEqual([{ pointer: row, code: 'moved-day-unreadable' }]);
    }
  });

  it('[SL32] a day moved off is worked on another, and the other way round', () => {
    const withoutWork = lines.filter((line) => !line.startsWith('2026-01-17'));
    expect(problemsOf(withoutWork.join('\n'))).toEqual([
      {
        pointer: `/rows/${rowOf('2026-01-02')}/rule`,
        code: 'moved-day-without-pair',
        params: { type: 'moved-work', date: '2026-01-17' },
      },
    ]);
    const withoutOff = lines.filter((line) => !line.startsWith('2026-01-02'));
    expect(problemsOf(withoutOff.join('\n'))).toEqual([
      {
        pointer: `/rows/${rowOf('2026-01-17') - 1}/rule`,
        code: 'moved-day-without-pair',
        params: { type: 'moved-off', date: '2026-01-02' },
      },
    ]);
    const overTheEnd =
      '2028-12-29,piektdiena,Friday,Pārcelta,Moved,moved-off,yes,moved from 2028-12-29 to 2029-01-06,order,planned';
    expect(problemsOf([...lines, overTheEnd].join('\n'))).toEqual([]);
  });

  it('[SL29] a year without one of its holidays or substitutes is refused', () => {
    const without = lines.filter((line) => !/^(2027-12-31|2028-11-20)/.test(line));
    expect(problemsOf(without.join('\n'))).toEqual([
      { pointer: '', code: 'law-day-missing', params: { date: '2027-12-31' } },
      { pointer: '', code: 'law-day-missing', params: { date: '2028-11-20' } },
    ]);
  });

  it('[SL29] the file cut off after any character is refused, unless whole years remain', () => {
    const whole = calendarText.trimEnd();
    const kept: string[] = [];
    for (let length = 0; length <= whole.length; length += 1) {
      // A cut between two rows is the dangerous one, so none is left out; within a row every seventh will do.
      const isBetweenRows = length === whole.length || whole[length] === '\r';
      if (!isBetweenRows && length % 7 !== 0) continue;
      const parsed = parseHolidayCsv(whole.slice(0, length));
      if (!parsed.ok) continue;
      expect(whole.slice(0, length).split('\r\n').at(-1)).toMatch(/^\d{4}-12-31,/);
      kept.push(`${parsed.value.firstYear} to ${parsed.value.lastYear}`);
    }
    expect(new Set(kept)).toEqual(new Set(['2025 to 2025', '2025 to 2026', '2025 to 2027', '2025 to 2028']));
  });
});
