import { describe, expect, it } from 'vitest';
import { OfficesFile, type OfficesFileIssue, parseOfficesFile } from '#shared/service-level/offices-file.ts';
import { officesText } from './demo-files.ts';

/** The demo's file as plain JSON, for changing. */
// biome-ignore lint/suspicious/noExplicitAny: the tests write what the type forbids.
type Loose = any;

function problemsOf(text: string): readonly OfficesFileIssue[] {
  const parsed = parseOfficesFile(text);
  return parsed.ok ? [] : parsed.problem;
}

/** What is wrong with the demo's file after `change`. */
function problemsAfter(change: (file: Loose) => void): readonly OfficesFileIssue[] {
  const file = JSON.parse(officesText);
  change(file);
  return problemsOf(JSON.stringify(file));
}

describe('parseOfficesFile', () => {
  it('[SL33] reads the 8 offices and 18 counters of the demo and keeps every key of the file', () => {
    const parsed = parseOfficesFile(officesText);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
    expect(parsed.value.offices).toHaveLength(8);
    expect(parsed.value.offices.flatMap((office) => office.counters)).toHaveLength(18);
    expect(parsed.value).toEqual(JSON.parse(officesText));
    expect(OfficesFile.parse(JSON.parse(JSON.stringify(parsed.value)))).toEqual(parsed.value);
  });

  it('[SL33] a byte order mark does not matter', () => {
    expect(parseOfficesFile(`\uFEFF${officesText}`).ok).toBe(true);
  });

  it.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \r\n', 'empty'],
    ['a file of another kind', 'id,code\n1,SMI', 'not-json'],
    ['a file that was cut off', officesText.slice(0, 9_000), 'not-json'],
    ['a list', '[]', 'wrong-type'],
    ['null', 'null', 'wrong-type'],
  ])('[SL33] %s is refused', (_, text, code) => {
    expect(problemsOf(text)).toEqual([{ pointer: '', code }]);
  });

  const faults: [string, (file: Loose) => void, OfficesFileIssue][] = [
    ['no offices', (f) => void delete f.offices, { pointer: '/offices', code: 'missing' }],
    ['an empty list of offices', (f) => (f.offices = []), { pointer: '/offices', code: 'too-small' }],
    ['another time zone', (f) => (f.timezone = 'UTC'), { pointer: '/timezone', code: 'unknown-value' }],
    [
      'another version',
      (f) => (f.schemaVersion = '2.0'),
      { pointer: '/schemaVersion', code: 'unknown-value' },
    ],
    [
      'an office that is no object',
      (f) => (f.offices[1] = 'AUC'),
      { pointer: '/offices/1', code: 'wrong-type' },
    ],
    ['an empty id', (f) => (f.offices[1].id = ''), { pointer: '/offices/1/id', code: 'not-an-office-id' }],
    [
      'a code in small letters',
      (f) => (f.offices[1].code = 'auc'),
      { pointer: '/offices/1/code', code: 'not-an-office-code' },
    ],
    [
      'another kind',
      (f) => (f.offices[1].kind = 'bus'),
      { pointer: '/offices/1/kind', code: 'unknown-value' },
    ],
    [
      'a name in one language',
      (f) => (f.offices[1].name.en = ' '),
      { pointer: '/offices/1/name', code: 'text-missing' },
    ],
    [
      'a name without English',
      (f) => void delete f.offices[1].name.en,
      { pointer: '/offices/1/name/en', code: 'missing' },
    ],
    [
      'a weekday that does not exist',
      (f) => (f.offices[2].openingHours['mon/day'] = []),
      { pointer: '/offices/2/openingHours/mon~1day', code: 'unknown-key' },
    ],
    [
      'a weekday left out',
      (f) => void delete f.offices[2].openingHours.sun,
      { pointer: '/offices/2/openingHours/sun', code: 'missing' },
    ],
    [
      'a bad time',
      (f) => (f.offices[2].openingHours.mon[1].to = '24:00'),
      { pointer: '/offices/2/openingHours/mon/1/to', code: 'not-a-time' },
    ],
    [
      'an interval that ends before it begins',
      (f) => (f.offices[2].openingHours.mon[0].to = '07:00'),
      { pointer: '/offices/2/openingHours/mon/0/to', code: 'ends-before-it-begins' },
    ],
    [
      'an interval of no length',
      (f) => (f.offices[2].openingHours.mon[0].to = '08:00'),
      { pointer: '/offices/2/openingHours/mon/0/to', code: 'ends-before-it-begins' },
    ],
    [
      'intervals that overlap',
      (f) => (f.offices[2].openingHours.mon[1].from = '11:59'),
      { pointer: '/offices/2/openingHours/mon', code: 'intervals-overlap' },
    ],
    [
      'a special day that does not exist',
      (f) => (f.offices[0].specialDays[0].date = '2026-02-29'),
      { pointer: '/offices/0/specialDays/0/date', code: 'not-a-date' },
    ],
    [
      'a reason in one language',
      (f) => (f.offices[0].specialDays[0].reason.lv = ''),
      { pointer: '/offices/0/specialDays/0/reason', code: 'text-in-one-language' },
    ],
    [
      'a setting that is no yes or no',
      (f) => (f.offices[0].followsMovedWorkdays = 'yes'),
      { pointer: '/offices/0/followsMovedWorkdays', code: 'wrong-type' },
    ],
    [
      'fewer than no outages',
      (f) => (f.offices[0].connectivity.expectedOutagesPerWeek = -1),
      { pointer: '/offices/0/connectivity/expectedOutagesPerWeek', code: 'too-small' },
    ],
    [
      'a window on no day',
      (f) => (f.offices[6].connectivity.syncWindows[0].day = 'monday'),
      { pointer: '/offices/6/connectivity/syncWindows/0/day', code: 'unknown-value' },
    ],
    [
      'a window that ends before it begins',
      (f) => (f.offices[6].connectivity.syncWindows[0].to = '17:00'),
      { pointer: '/offices/6/connectivity/syncWindows/0/to', code: 'ends-before-it-begins' },
    ],
    [
      'a prefix of digits',
      (f) => (f.offices[0].ticketPrefix = '1'),
      { pointer: '/offices/0/ticketPrefix', code: 'not-a-ticket-prefix' },
    ],
    [
      'a counter id with a blank',
      (f) => (f.offices[0].counters[0].id = 'SMI 1'),
      { pointer: '/offices/0/counters/0/id', code: 'not-a-counter-id' },
    ],
    [
      'a counter for some services',
      (f) => (f.offices[0].counters[0].services = 'some'),
      { pointer: '/offices/0/counters/0/services', code: 'not-a-service-list' },
    ],
    [
      'an id given twice',
      (f) => (f.offices[3].id = 'smiltene'),
      { pointer: '/offices/3/id', code: 'duplicate', params: { first: '/offices/0/id' } },
    ],
    [
      'a code given twice',
      (f) => (f.offices[3].code = 'SMI'),
      { pointer: '/offices/3/code', code: 'duplicate', params: { first: '/offices/0/code' } },
    ],
    [
      'a counter id given twice in two offices',
      (f) => (f.offices[3].counters[1].id = 'SMI-2'),
      {
        pointer: '/offices/3/counters/1/id',
        code: 'duplicate',
        params: { first: '/offices/0/counters/1/id' },
      },
    ],
    [
      'two special days of one date',
      (f) => f.offices[0].specialDays.push({ ...f.offices[0].specialDays[0] }),
      {
        pointer: '/offices/0/specialDays/1/date',
        code: 'duplicate',
        params: { first: '/offices/0/specialDays/0/date' },
      },
    ],
    [
      'a service named twice',
      (f) => (f.offices[0].services[2] = f.offices[0].services[0]),
      { pointer: '/offices/0/services/2', code: 'duplicate', params: { first: '/offices/0/services/0' } },
    ],
    [
      'a counter with a service that its office does not give',
      (f) => f.offices[0].counters[2].services.push('elsewhere'),
      { pointer: '/offices/0/counters/2/services/2', code: 'service-not-of-office' },
    ],
  ];

  it.each(faults)('[SL33] %s is refused', (_, change, issue) => {
    expect(problemsAfter(change)).toContainEqual(issue);
  });

  it('[SL33] the same special day or service in two offices is no duplicate', () => {
    expect(
      problemsAfter((file) => {
        file.offices[1].specialDays.push({ ...file.offices[0].specialDays[0] });
      }),
    ).toEqual([]);
  });

  it('[SL33] all faults are reported at once', () => {
    const problems = problemsAfter((file) => {
      file.offices[0].code = 'S';
      file.offices[4].openingHours.fri[0].from = '8:30';
      delete file.offices[7].counters;
    });
    expect(problems).toEqual([
      { pointer: '/offices/0/code', code: 'not-an-office-code' },
      { pointer: '/offices/4/openingHours/fri/0/from', code: 'not-a-time' },
      { pointer: '/offices/7/counters', code: 'missing' },
    ]);
  });
});
