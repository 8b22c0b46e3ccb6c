import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readOperation } from '#central/cases/read-operation.ts';
import { demoClerkOf } from '#central/demo/demo-accounts.ts';
import { type DemoPlan, planOffices, sealedOperations } from '#central/demo/demo-cases.ts';
import { openTimes } from '#central/demo/opening-times.ts';
import { realHash } from '#central/settings/real-ports.ts';
import type { RequestDraft } from '#shared/case/request/request-draft.ts';
import { parseCatalogue } from '#shared/catalogue/parse-catalogue.ts';
import { Digest } from '#shared/kernel/identifier.ts';
import { localTimeOf } from '#shared/kernel/local-time.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { StationCode } from '#shared/kernel/reference.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import type { WireOperation } from '#shared/protocol/push.ts';
import { parseHolidayCsv } from '#shared/service-level/calendar-file.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { parseOfficesFile } from '#shared/service-level/offices-file.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../../central/demo/${name}`, import.meta.url), 'utf8');
const catalogue = parseCatalogue(read('catalogue.json'));
const calendar = parseHolidayCsv(read('holidays-lv.csv'));
const offices = parseOfficesFile(read('offices.json'));
if (!catalogue.ok || !calendar.ok || !offices.ok) throw new Error('the demonstration files have no fault');

const digest = Digest.parse('a'.repeat(64));
const station = StationCode.parse('7K2');

function planOf(choice: { cases: number; seed?: string; offices?: number; untilOn?: string }): DemoPlan {
  if (!catalogue.ok || !calendar.ok || !offices.ok) throw new Error('unreachable');
  return {
    cases: choice.cases,
    seed: choice.seed ?? '1',
    untilOn: PlainDate.parse(choice.untilOn ?? '2026-11-23'),
    offices: offices.value.offices.slice(0, choice.offices ?? 8),
    versions: { catalogue: digest, calendar: digest, offices: digest },
    catalogue: catalogue.value.catalogue,
    calendar: calendar.value,
  };
}

async function operationsOf(plan: DemoPlan): Promise<readonly (readonly WireOperation[])[]> {
  const all: WireOperation[][] = [];
  for (const office of planOffices(plan)) {
    const own: WireOperation[] = [];
    for await (const operation of sealedOperations(plan, office, { station, hash: realHash })) {
      own.push(operation);
    }
    all.push(own);
  }
  return all;
}

const headerOf = ({ header }: WireOperation): OperationHeader => OperationHeader.parse(JSON.parse(header));
const requestOf = ({ payload }: WireOperation): RequestDraft => JSON.parse(payload).request;

describe('made-up cases', () => {
  it('are the same for the same arguments, byte for byte, and others for any other', async () => {
    const choice = { cases: 40, seed: 's', offices: 3, untilOn: '2026-10-01' };
    const first = await operationsOf(planOf(choice));
    expect(await operationsOf(planOf(choice))).toEqual(first);
    const ids = new Set(first.flat().map((operation) => headerOf(operation).opId));
    for (const other of [{ cases: 41 }, { seed: 't' }, { offices: 4 }, { untilOn: '2026-10-02' }]) {
      const operations = (await operationsOf(planOf({ ...choice, ...other }))).flat();
      expect(operations.some((operation) => ids.has(headerOf(operation).opId))).toBe(false);
    }
  });

  it('are sealed as a journal seals: dense numbers, a whole chain, a reference for each', async () => {
    for (const own of await operationsOf(planOf({ cases: 60 }))) {
      let prev: string | null = null;
      for (const [index, operation] of own.entries()) {
        const result = await readOperation(operation, realHash);
        if (!result.ok) throw new Error(result.problem);
        const { header, command } = result.value;
        expect(command.kind).toBe('known');
        expect(header).toMatchObject({ n: index + 1, prev, caseId: header.opId });
        expect(header.author).toBe(demoClerkOf(header.office));
        expect(header.reference).toContain(`-7K2-${String(index + 1).padStart(6, '0')}-`);
        prev = operation.digest;
      }
    }
  });

  it('are of every service, as many as were asked for, at every office that was open', async () => {
    const operations = await operationsOf(planOf({ cases: 240 }));
    expect(operations.flat()).toHaveLength(240);
    expect(new Set(operations.flat().map((operation) => requestOf(operation).service)).size).toBe(12);
    expect(operations.every((own) => own.length > 0)).toBe(true);
  });

  it('are received within opening hours of the sixty days before, in order', async () => {
    const plan = planOf({ cases: 200 });
    for (const { office, cases } of planOffices(plan)) {
      const officeCalendar = officeCalendarOf(plan.calendar, office.followsMovedWorkdays);
      const times = openTimes(office, officeCalendar, plan.untilOn, 60);
      for (const { receivedAt } of cases) {
        const { date, hour, minute } = localTimeOf(receivedAt);
        const minutes = hour * 60 + minute;
        const fits = times.some(
          (time) => time.date === date && time.fromMinute <= minutes && minutes < time.toMinute,
        );
        expect(fits, `${office.id} ${receivedAt}`).toBe(true);
        expect(date < plan.untilOn).toBe(true);
      }
      const received = cases.map(({ receivedAt }) => receivedAt);
      expect(received).toEqual([...received].sort());
    }
  });

  it('are a mix: kinds of applicants, representatives, foreign people, doubtful codes, missing evidence', async () => {
    const requests = (await operationsOf(planOf({ cases: 600 }))).flat().map(requestOf);
    const count = (fits: (request: RequestDraft) => boolean): number => requests.filter(fits).length;
    for (const kind of ['resident', 'entrepreneur', 'institution', 'society']) {
      expect(count(({ applicant }) => applicant.kind === kind)).toBeGreaterThan(3);
    }
    expect(count(({ representative }) => representative !== undefined)).toBeGreaterThan(20);
    expect(count(({ applicant }) => applicant.identity?.kind === 'foreign')).toBeGreaterThan(10);
    expect(count(({ applicant }) => applicant.identity?.personCode?.override !== undefined)).toBeGreaterThan(
      10,
    );
    expect(
      count(({ evidence }) => Object.values(evidence).some(({ status }) => status === 'missing')),
    ).toBeGreaterThan(40);
  });

  it('are of nobody: codes of the 1800s or of the test vectors, numbers and addresses that do not exist', async () => {
    const payloads = (await operationsOf(planOf({ cases: 400 }))).flat().map(({ payload }) => payload);
    const vectors = readFileSync(new URL('../../fixtures/person-codes.csv', import.meta.url), 'utf8');
    const codes = payloads.flatMap((payload) =>
      [...payload.matchAll(/"(\d{6}-\d{5})"/g)].map((match) => match[1] ?? ''),
    );
    expect(codes.length).toBeGreaterThan(300);
    for (const code of codes) {
      const isOf1800s = code[7] === '0' && Number(code.slice(4, 6)) <= 70;
      expect(isOf1800s || vectors.includes(code), code).toBe(true);
    }
    const text = payloads.join('\n');
    for (const [email] of text.matchAll(/[\w.]+@[\w.]+/g)) expect(email).toMatch(/@example\.org$/);
    for (const [phone] of text.matchAll(/\+371\d+/g)) expect(phone).toMatch(/^\+3710/);
    for (const [iban] of text.matchAll(/LV\d{2}[A-Z]{4}\d+/g)) expect(iban).toMatch(/^LV\d\dTEST/);
  });
});
