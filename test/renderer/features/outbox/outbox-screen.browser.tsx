import { describe, expect, it } from 'vitest';
import { type Locator, page, userEvent } from 'vitest/browser';
import {
  noCounts,
  OUTBOX_STANDINGS,
  type OutboxLine,
  type OutboxPage,
  type OutboxStanding,
} from '#renderer/store/outbox-line.ts';
import type { FailureName } from '#renderer/sync/exchange-failure.ts';
import { CaseId } from '#shared/kernel/identifier.ts';
import { addMilliseconds, instantOf } from '#shared/kernel/instant.ts';
import { AppWindow, workingCounter } from '#test/support/app-window.tsx';
import { expectAccessible } from '#test/support/expect-accessible.ts';
import { sampleReference } from '#test/support/sample-cases.ts';
import { sampleId } from '#test/support/sample-operations.ts';

const MINUTE = 60_000;
const ago = (minutes: number) => addMilliseconds(instantOf(Date.now()), -minutes * MINUTE);

const GROUNDS: Partial<Record<OutboxStanding, string>> = {
  parked: 'not-in-this-status',
  rejected: 'not-in-this-role',
  held: 'author-without-right',
  fork: 'chain-broken',
};

function line(index: number, standing: OutboxStanding): OutboxLine {
  return {
    opId: sampleId(index),
    caseId: CaseId.parse(sampleId(index)),
    n: index,
    kind: index % 2 === 0 ? 'add-note' : 'register-request',
    savedAt: ago(20),
    reference: sampleReference(index),
    standing,
    grounds: GROUNDS[standing] ?? null,
    answeredAt: GROUNDS[standing] === undefined ? null : ago(10),
  };
}

function pageOf(standings: readonly OutboxStanding[], source: OutboxPage['source'] = 'store'): OutboxPage {
  const counts = noCounts();
  for (const standing of standings) counts[standing] += 1;
  return { source, counts, offset: 0, lines: standings.map((one, index) => line(index + 1, one)) };
}

const EMPTY = pageOf([]);

/** Waits until a part of the screen says what matches. */
async function said(part: Locator, what: RegExp | string): Promise<void> {
  await expect.poll(() => part.query()?.textContent).toMatch(what);
}

function failing(name: FailureName) {
  return {
    answeredAt: ago(30),
    failing: { name, since: ago(25), tries: 30, nextTryAt: addMilliseconds(instantOf(Date.now()), 40_000) },
    asideCount: 0,
  };
}

describe('the outbox screen', () => {
  it('says that all is sent, when and that there is nothing to do', async () => {
    await new AppWindow(workingCounter(), EMPTY).open('/outbox');
    await expect.element(page.getByRole('heading', { name: 'Sūtīšana', level: 1 })).toHaveFocus();
    await said(page.getByTestId('standing'), /^Viss nosūtīts\. .*Nekas nav jādara\.$/);
    await expect.element(page.getByText('Nav neviena ieraksta, kas gaida.')).toBeVisible();
    await expectAccessible();
  });

  it('is reached by its key, and from the status bar', async () => {
    await new AppWindow(workingCounter(), EMPTY).open('/settings');
    await expect.element(page.getByRole('heading', { name: 'Iestatījumi' })).toBeVisible();
    await userEvent.keyboard('{Alt>}4{/Alt}');
    await expect.element(page.getByRole('heading', { name: 'Sūtīšana' })).toBeVisible();
    await userEvent.keyboard('{Alt>}8{/Alt}');
    await page.getByTestId('unsent').click();
    await expect.element(page.getByRole('heading', { name: 'Sūtīšana' })).toBeVisible();
  });

  it('says for every standing why and what to do', async () => {
    const status = workingCounter();
    const outbox = { unsent: 2, oldestUnsentAt: ago(20), needsAttention: 4 };
    await new AppWindow(
      { ...status, outbox, sync: { ...failing('unreachable'), asideCount: 1 } },
      pageOf(OUTBOX_STANDINGS),
    ).open('/outbox');
    await said(
      page.getByTestId('standing'),
      /2 ieraksti nav nosūtīti centram.*Nav savienojuma.*30 mēģinājumu.*Nākamais mēģinājums/,
    );
    await said(page.getByTestId('attention'), 'Jāapskata: 5 ieraksti');
    const grid = page.getByRole('grid', { name: 'Ieraksti' });
    for (const words of [
      'izlemiet, kas paliek',
      'pievienojiet to kā papildinājumu',
      'Šim datoram ir divas datu kopijas.',
      'Iemesls: autoram centrā nav tiesību to darīt. Zvaniet',
      'Mēģinām katru minūti',
      'gaida citu ierakstu',
      'Nekas nav jādara.',
    ]) {
      await said(grid, words);
    }
    expect(grid.element().textContent).not.toMatch(/grounds|refusals|todo|standings/);
    await expectAccessible();
  });

  it.each<[FailureName, RegExp]>([
    ['unreachable', /Nav savienojuma ar centru/],
    ['not-the-centre', /Atbild nevis centrs/],
    ['device-not-accepted', /Centrs šo datoru nepieņem/],
    ['program-too-old', /pārāk veca/],
    ['too-large', /par lielu/],
    ['busy', /aizņemts/],
    ['not-readable', /nevar izlasīt/],
    ['centre-defect', /Centram ir kļūda/],
    ['counter-defect', /Šī datora krātuvei/],
  ])('[SE20] names why nothing goes: %s', async (name, why) => {
    await new AppWindow({ ...workingCounter(), sync: failing(name) }, EMPTY).open('/outbox');
    await said(page.getByTestId('standing'), why);
    await said(page.getByTestId('standing'), /Nākamais mēģinājums pēc \d+ sekund/);
  });

  it('[SE38] sends now, keeps the focus, and says what came of it', async () => {
    const before = failing('unreachable');
    const window = new AppWindow({ ...workingCounter(), sync: before }, EMPTY);
    await window.open('/outbox');
    const button = page.getByRole('button', { name: /Sūtīt tagad/ });
    const told = page.getByTestId('sending');
    await button.click();
    expect(window.sent).toBe(1);
    await said(told, 'Sūta…');
    window.tell({ sync: { ...before, failing: { ...before.failing, tries: 31 } } });
    await said(told, 'Neizdevās, ieraksti paliek šajā datorā. Nav savienojuma');
    await expect.element(button).toHaveFocus();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(window.sent).toBe(2);
    window.tell({ sync: { answeredAt: ago(0), failing: null, asideCount: 0 } });
    await said(told, /Centrs atbildēja \d\d:\d\d/);
  });

  it('says that the list is the journal’s, that it cannot be read, and what is unknown', async () => {
    const status = workingCounter();
    const window = new AppWindow({ ...status, store: 'failed', outbox: null }, pageOf(['unsent'], 'journal'));
    await window.open('/outbox');
    await expect.element(page.getByText(/nolasīts no žurnāla/)).toBeVisible();
    await said(page.getByTestId('standing'), 'krātuve tagad nevar pateikt');
    window.tell({ journal: { kind: 'failed', reason: 'planted' } }, null);
    await expect.element(page.getByText('Ierakstus tagad nevar nolasīt')).toBeVisible();
    await expectAccessible();
  });

  it('[SE31] shows a standstill in red wherever one is', async () => {
    const standstill = { since: ago(16), reconnects: 1, restarts: 2, isAlarm: true };
    const outbox = { unsent: 3, oldestUnsentAt: ago(40), needsAttention: 0 };
    const window = new AppWindow({ ...workingCounter(), outbox, standstill }, EMPTY);
    await window.open('/settings');
    await expect.element(page.getByText('Dati netiek nosūtīti jau 16 min')).toBeVisible();
    await page.getByRole('link', { name: 'Kas notiek?' }).click();
    await said(page.getByTestId('standing'), 'neko nav apstiprinājis jau 16 min');
    window.tell({ standstill: null });
    await expect.element(page.getByText(/Dati netiek nosūtīti/)).not.toBeInTheDocument();
  });

  it('shows ten thousand records and only those that are seen', async () => {
    const first = pageOf(Array.from({ length: 200 }, () => 'unsent' as const));
    await new AppWindow(workingCounter(), { ...first, counts: { ...noCounts(), unsent: 10_000 } }).open(
      '/outbox',
    );
    await said(page.getByTestId('outbox-counts'), 'Gaida sūtīšanu: 10000');
    await expect.element(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001');
    expect(document.querySelectorAll('[role="row"]').length).toBeLessThan(60);
  });

  it('says that the browser may clear what is unsent, asks it not to, and proposes to install', async () => {
    await new AppWindow({ ...workingCounter(), isPersisted: false }, EMPTY).open('/outbox');
    await expect
      .element(page.getByText('Glabāšana samazināta: pārlūks var izdzēst nenosūtīto').first())
      .toBeVisible();
    await page.getByRole('button', { name: 'Lūgt pārlūku glabāt' }).click();
    await expect.element(page.getByText(/Pārlūkam palūgts/)).toBeVisible();
    await expect.element(page.getByText(/Instalēt lietotni/)).toBeVisible();
    await expectAccessible();
  });
});
