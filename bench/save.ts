import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { at, fillForm } from '#test/support/fill-form.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest } from '#test/support/request-generator.ts';
import { BenchCentre } from './support/bench-centre.ts';
import type { BenchRun } from './support/bench-run.ts';
import { latestRegisterAnswer, noteRegisterAnswers } from './support/counter-answers.ts';
import { printFigures } from './support/figure-table.ts';
import { summaryOf } from './support/figures.ts';
import { printMachine } from './support/machine.ts';
import { measureNodeJournal } from './support/node-journal.ts';
import { PreparedCounter } from './support/prepared-counter.ts';
import { RawWriter } from './support/raw-writer.ts';
import { readLastSaved } from './support/read-last-saved.ts';

const SERVICE = 'dzivesvietas-deklaresana';

/** Forms that are filled before any counts: the first ones wait for what is loaded only once. */
const FIRST_FORMS = 3;

/** Longer than the form waits before it keeps the draft of what was typed. */
const DRAFT_MILLISECONDS = 700;

/**
 * How long from Ctrl+Enter on a filled form to the painted "saved", which means that the journal was flushed. After each
 * save the same number of bytes is written and flushed by nothing but the browser, and by nothing but Node.
 */
export async function measureSave(run: BenchRun, rounds: number): Promise<void> {
  const centre = await BenchCentre.start(run, 'centre');
  const counter = await PreparedCounter.prepare(run, centre.origin);
  printMachine(counter.chromiumVersion);
  const page = await counter.open();
  const raw = await RawWriter.allow(page);
  await noteRegisterAnswers(page);
  await counter.openQueue(page);
  await page.getByTestId('queue-count').waitFor();
  await raw.start();
  const figures = {
    saved: [] as number[],
    answered: [] as number[],
    file: [] as number[],
    transaction: [] as number[],
  };
  for (let round = 1 - FIRST_FORMS; round <= rounds; round += 1) {
    const milliseconds = await saveOne(page, round + FIRST_FORMS);
    const { recordBytes, rows } = await readLastSaved(page);
    const beside = await raw.write(recordBytes, rows);
    if (round < 1) continue;
    figures.saved.push(milliseconds);
    figures.answered.push(await latestRegisterAnswer(page));
    figures.file.push(beside.fileMilliseconds);
    figures.transaction.push(beside.transactionMilliseconds);
  }
  const last = await readLastSaved(page);
  await counter.close();
  const inNode = await measureNodeJournal(run, last, rounds);
  const { saved, answered, file, transaction } = {
    saved: summaryOf(figures.saved),
    answered: summaryOf(figures.answered),
    file: summaryOf(figures.file),
    transaction: summaryOf(figures.transaction),
  };
  const [append, rawAppend] = [summaryOf(inNode.append), summaryOf(inNode.raw)];
  const beside = [
    { name: 'raw file', summary: file },
    { name: 'raw transaction', summary: transaction },
  ];
  printFigures(`Saving one registration in Chromium, ${last.recordBytes} bytes in the journal`, [
    { what: 'Ctrl+Enter to the painted "saved"', summary: saved, unit: 'ms', beside },
    { what: 'of it: the counter asked, journal flushed, answered', summary: answered, unit: 'ms', beside },
    { what: 'raw: OPFS write and flush', summary: file, unit: 'ms' },
    { what: 'raw: strict IndexedDB transaction, 2 rows', summary: transaction, unit: 'ms' },
  ]);
  printFigures('The journal of the desktop program in Node, the same operation', [
    {
      what: 'journal: append an operation',
      summary: append,
      unit: 'ms',
      beside: [{ name: 'raw', summary: rawAppend }],
    },
    { what: 'raw: write and fdatasync', summary: rawAppend, unit: 'ms' },
  ]);
}

/** Registers one request as a clerk would; milliseconds from the keys to the number on the screen. */
async function saveOne(page: Page, seed: number): Promise<number> {
  const catalogue = readDemoCatalogue();
  await page.keyboard.press('F2');
  await at(page, '/service').and(page.locator('[value=""]')).waitFor();
  const receivedOn = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });
  const wish = { asExpected: true, applicantKind: 'resident', identity: 'person-code' } as const;
  await fillForm(
    page,
    catalogue,
    generateRequest(catalogue, { ...wish, service: SERVICE, seed, receivedOn, byRepresentative: false }),
  );
  await wait(DRAFT_MILLISECONDS);
  const measured = page.evaluate(() =>
    window.probe.sinceInput(() => document.querySelector('[data-testid="reference"]') !== null),
  );
  await page.keyboard.press('Control+Enter');
  return measured;
}
