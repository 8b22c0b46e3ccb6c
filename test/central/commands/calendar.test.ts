import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '#central/commands/calendar.ts';
import { type CaseId, OperationId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { referenceOf } from '#shared/kernel/reference.ts';
import { PullAnswer } from '#shared/protocol/pull.ts';
import type { CalendarFileIssueCode } from '#shared/service-level/calendar-file-issue.ts';
import { CALENDAR_LIMITS } from '#shared/service-level/calendar-limits.ts';
import { openTestCentre, REPORT, type TestCentre } from '#test/central/routes/test-centre.ts';
import { draftOf } from '#test/shared/case/demo-case.ts';
import { calendarText } from '#test/shared/service-level/demo-files.ts';
import { OperationMaker } from '#test/support/operation-maker.ts';
import { callHere, databaseUrlOf, runProgram } from './run-program.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'klatiene-calendar-'));
const lines = calendarText.trimEnd().split('\r\n');
const [header = '', ...rows] = lines;
/** The row that an added one gets. */
const added = lines.length + 1;

beforeAll(() => mkdirSync(path.join(folder, 'folder')));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const place = path.join(folder, name);
  writeFileSync(place, content);
  return place;
}

const here = (...args: string[]) => callHere(main, args);
const withRow = (row: string): string => [...lines, row].join('\n');
const without = (start: string): string => lines.filter((line) => !line.startsWith(start)).join('\n');

/** For each fault a file that has it, and the beginning of the line that tells it. */
const FAULTS = {
  'too-large': [
    ' '.repeat(CALENDAR_LIMITS.bytes + 1),
    'The whole file: The file is too large; at most 1048576',
  ],
  'not-utf8': [new Uint8Array([0xc3, 0x28]), 'The whole file: The file is not UTF-8 text; save it as'],
  empty: ['', 'The whole file: The file is empty; write the header'],
  'not-a-calendar': [
    calendarText.replaceAll(',', ';'),
    'The whole file: This is no calendar; save it as CSV',
  ],
  'column-missing': [
    calendarText.replace('name_en', 'x'),
    'Row 1, column name_en: The column is missing; add',
  ],
  'column-twice': [calendarText.replace('name_en', 'date'), 'Row 1, column date: The column is there more'],
  'no-rows': [header, 'The whole file: There is nothing below the header; write'],
  'quote-not-closed': [withRow('"2029'), `Row ${added}: A double quote is opened and never closed; close it`],
  'quote-misplaced': [withRow('20"29'), `Row ${added}: A double quote stands within a field`],
  'wrong-field-count': [withRow('a,b'), `Row ${added}: The row has 2 fields and the header 10; make`],
  missing: [
    withRow('2026-03-02,pirmdiena,Monday,,Off,holiday,yes,rule,law,planned'),
    `Row ${added}, column name_lv: The field is empty; fill it`,
  ],
  'not-a-date': [
    withRow('2026-02-30,pirmdiena,Monday,Brīvs,Off,holiday,yes,rule,law,planned'),
    `Row ${added}, column date: This is no date; write`,
  ],
  'year-out-of-range': [
    withRow('1926-03-01,pirmdiena,Monday,Brīvs,Off,holiday,yes,rule,law,planned'),
    `Row ${added}, column date: The year is out of range; write one from 2000 to 2199`,
  ],
  'weekday-differs': [
    withRow('2026-03-02,otrdiena,Monday,Brīvs,Off,holiday,yes,rule,law,planned'),
    `Row ${added}, column weekday_lv: The date is another weekday; write "pirmdiena"`,
  ],
  'unknown-type': [
    withRow('2026-03-02,pirmdiena,Monday,Brīvs,Off,feast,yes,rule,law,planned'),
    `Row ${added}, column type: There is no such type; write "holiday"`,
  ],
  'unknown-status': [
    withRow('2026-03-02,pirmdiena,Monday,Brīvs,Off,holiday,yes,rule,law,sure'),
    `Row ${added}, column status: There is no such status; write "by-law"`,
  ],
  'day-off-differs': [
    withRow('2026-03-02,pirmdiena,Monday,Brīvs,Off,holiday,no,rule,law,planned'),
    `Row ${added}, column day_off: This does not agree with the type of the day; write "yes"`,
  ],
  'wrong-weekday': [
    withRow('2026-03-07,sestdiena,Saturday,Brīvs,Off,substitute,yes,rule,law,planned'),
    `Row ${added}, column date: The type does not suit the weekday`,
  ],
  'moved-day-unreadable': [
    withRow('2026-03-02,pirmdiena,Monday,Brīvs,Off,moved-off,yes,moved,law,planned'),
    `Row ${added}, column rule: It cannot be read which day was moved; write`,
  ],
  'duplicate-row': [
    withRow(rows[0] ?? ''),
    `Row ${added}, column date: Row 2 says the same of this date; remove`,
  ],
  'contradicting-row': [
    withRow('2025-01-01,trešdiena,Wednesday,Īsa,Short,short-day,no,rule,law,planned'),
    `Row ${added}, column date: Row 2 says something else of this date; remove`,
  ],
  'short-day-not-worked': [
    withRow('2026-05-09,sestdiena,Saturday,Īsa,Short,short-day,no,rule,law,planned'),
    `Row ${added}, column date: A Saturday or Sunday that is not worked cannot be shortened; correct`,
  ],
  'moved-day-without-pair': [
    without('2026-01-17'),
    `Row ${lines.findIndex((line) => line.startsWith('2026-01-02')) + 1}, column rule: The other half of the move is missing; add the row "moved-work" of 2026-01-17`,
  ],
  'law-day-missing': [without('2027-12-31'), 'The whole file: By law 2027-12-31 is a day off, and'],
} as const satisfies Record<CalendarFileIssueCode, readonly [string | Uint8Array, string]>;

describe('calendar check', () => {
  it('says ok with the years and the days of a file without a fault', async () => {
    expect(await here('check', file('good.csv', `\uFEFF${calendarText}`))).toEqual({
      exitCode: 0,
      out: 'ok: 2025 to 2028, 95 days\n',
      err: '',
    });
  });

  it.each(Object.entries(FAULTS))(
    '[SL28] tells in a sentence, with its place: %s',
    async (code, [content, line]) => {
      const { exitCode, out, err } = await here('check', file(`fault-${code}.csv`, content));
      expect({ exitCode, err }).toEqual({ exitCode: 1, err: '' });
      const told = out.trimEnd().split('\n');
      expect(told.filter((one) => one.startsWith(line))).toHaveLength(1);
      for (const one of told) expect(one).toMatch(/^(The whole file|Row \d+(, column \w+)?): [A-Z].+\.$/);
      expect(out).not.toContain('undefined');
    },
  );

  it('tells so many faults at most, and how many there are besides', async () => {
    const faulty = [header, ...Array(CALENDAR_LIMITS.faults + 3).fill('x,y')].join('\n');
    const told = (await here('check', file('many.csv', faulty))).out.trimEnd().split('\n');
    expect(told).toHaveLength(CALENDAR_LIMITS.faults + 1);
    expect(told.at(-1)).toBe('The whole file: 3 more are not shown.');
  });

  it('ends with 2 and a sentence when it is called wrongly', async () => {
    const missing = await here('check', path.join(folder, 'missing.csv'));
    expect(missing).toMatchObject({ exitCode: 2, out: '' });
    expect(missing.err).toMatch(/^There is no file .+missing\.csv\.\n$/);
    const isFolder = await here('check', path.join(folder, 'folder'));
    expect(isFolder).toMatchObject({ exitCode: 2, out: '' });
    expect(isFolder.err).toMatch(/folder is a folder, not a file\.\n$/);
    for (const args of [[], ['check'], ['import'], ['eat', 'x'], ['check', 'a', 'b']]) {
      const wrong = await here(...args);
      expect(wrong).toMatchObject({ exitCode: 2, out: '' });
      expect(wrong.err).toContain('npm run calendar -- check FILE');
    }
  });
});

describe('calendar import', () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await openTestCentre();
  });
  afterAll(() => centre.close());

  const run = (name: string, content: string) =>
    runProgram(['calendar', 'import', file(name, content)], { DATABASE_URL: databaseUrlOf(centre.database) })
      .ended;

  it('takes nothing from a faulty file', async () => {
    const { exitCode, out } = await run('faulty.csv', without('2027-12-31'));
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^The whole file: By law 2027-12-31 /);
    const versions = await centre.database.connection.kysely
      .selectFrom('reference_current')
      .select('hash')
      .where('kind', '=', 'calendar')
      .execute();
    expect(versions).toHaveLength(1);
  });

  it('[CL78] counts an open case anew while the centre runs, tells its counter, and does it once', async () => {
    const maker = new OperationMaker({ replica: ReplicaId.parse(crypto.randomUUID()) });
    const { replica } = maker;
    const { station, deviceToken, reference } = await centre.enrol(replica);
    const { catalogue, calendar, offices } = reference;
    const opId = OperationId.parse(crypto.randomUUID());
    const command = { kind: 'register-request', request: draftOf({ service: 'nin-atvieglojums' }) };
    const made = await maker.seal(command.kind, JSON.stringify(command), {
      opId,
      caseId: String(opId) as CaseId,
      reference: referenceOf('SMI', station, 1),
      author: PersonId.parse('clerk'),
      catalogue,
      calendar,
      offices,
    });
    const pushed = await centre.push(deviceToken, replica, [made.wire]);
    expect(pushed.json().verdicts).toMatchObject([{ verdict: { outcome: 'applied' } }]);
    const pull = async () => {
      const body = { protocol: 1, replica, epoch: null, cursors: {}, limit: 500, report: REPORT };
      const answer = PullAnswer.parse((await centre.post('/api/sync/pull', body, deviceToken)).json());
      const changes = answer.spaces.flatMap((space) => space.changes);
      const found = changes.find(({ caseId }) => caseId === made.header.caseId);
      return { answer, events: found?.kind === 'case' ? found.events : [] };
    };
    expect((await pull()).events).toHaveLength(1);

    const hints = await centre.app.inject({
      url: '/api/sync/hints',
      headers: { authorization: `Bearer ${deviceToken}` },
      payloadAsStream: true,
    });
    const stream = hints.stream();
    let heard = '';
    let wake = (): void => undefined;
    stream.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      wake();
    });
    /** Fails by the test's own time limit. */
    const untilHeard = async (fits: (text: string) => boolean): Promise<void> => {
      while (!fits(heard)) await new Promise<void>((resolve) => (wake = resolve));
    };
    await untilHeard((text) => text.includes('office:smiltene'));
    heard = '';

    // The day on which a month from the receipt ends.
    const changed = withRow('2026-11-09,pirmdiena,Monday,Brīvs,Off,holiday,yes,rule,law,confirmed');
    const first = await run('changed.csv', changed);
    expect(first).toMatchObject({ exitCode: 0, err: '' });
    const hash = /^imported ([0-9a-f]{64})\n/.exec(first.out)?.[1];
    expect(first.out).toBe(`imported ${hash}\ndeadlines of open cases: 1 looked at, 1 counted anew\n`);
    await untilHeard((text) => text.includes('office:smiltene') && text.includes('institution'));
    stream.destroy();

    const { answer, events } = await pull();
    expect(answer.reference.calendar).toBe(hash);
    expect(events).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({
      kind: 'deadline-recounted',
      calendar: hash,
      before: { calendar, deadline: { kind: 'running', due: { dueOn: '2026-11-09' } } },
      deadline: { kind: 'running', due: { dueOn: '2026-11-10' } },
      origin: { automatic: true },
    });

    expect(await run('again.csv', changed)).toEqual({
      exitCode: 0,
      out: `unchanged ${hash}\ndeadlines of open cases: 1 looked at, 0 counted anew\n`,
      err: '',
    });
    expect((await pull()).events).toEqual(events);
  });
});
