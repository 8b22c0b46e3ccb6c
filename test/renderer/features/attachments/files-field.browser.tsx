import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { AppProvider } from '#renderer/context/app-context.tsx';
import type {
  AttachmentApi,
  AttachmentWhereabouts,
  AttachOutcome,
} from '#renderer/counter/attachment-api.ts';
import type { CounterStatus } from '#renderer/counter/counter-api.ts';
import type { RemoteCounter } from '#renderer/counter/watchable.ts';
import { FilesField } from '#renderer/features/attachments/files-field.tsx';
import type { AttachedFile } from '#shared/attachments/attachment.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { Scan } from '#shared/bridge/scans.ts';
import { Settings } from '#shared/bridge/settings.ts';
import type { EvidenceType } from '#shared/catalogue/public-service.ts';
import { OperationId } from '#shared/kernel/identifier.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { renderScreen } from '#test/support/render-screen.tsx';
import { samplePdf } from '#test/support/sample-documents.ts';
import { sampleId } from '#test/support/sample-operations.ts';

type Attach = Parameters<AttachmentApi['attach']>[0];

let given: Attach[] = [];
let answer: AttachOutcome | undefined;
let whereabouts: AttachmentWhereabouts = { kind: 'in-draft' };
let waitFor: Promise<void> | undefined;
let scans: Scan[] = [];
let settled: { readonly name: string; readonly as: string }[] = [];
let kept: readonly AttachedFile[] = [];

beforeEach(async () => {
  await page.viewport(1280, 900);
  given = [];
  answer = undefined;
  waitFor = undefined;
  whereabouts = { kind: 'in-draft' };
  scans = [];
  settled = [];
  kept = [];
});

/** What the counter's worker does with files, without a worker, a journal and a disk. */
const counter = {
  watchStatus: async () => () => undefined,
  attach: async (file: Attach): Promise<AttachOutcome> => {
    given.push(file);
    await waitFor;
    const { id, name, source, content } = file;
    const attachment = { id, name, kind: 'pdf', bytes: content.size, sha256: 'ab'.repeat(32), source };
    return answer ?? ({ outcome: 'kept', attachment } as AttachOutcome);
  },
  readAttachment: async () => ({ outcome: 'read', file: new Blob([samplePdf(['Izziņa'])]) }),
  watchAttachments: async (ids: readonly string[], listener: (found: object) => void) => {
    listener(Object.fromEntries(ids.map((id) => [id, whereabouts])));
    return () => undefined;
  },
} as unknown as RemoteCounter;

const bridge = {
  lookForScans: async () => ({ kind: 'watched', folder: '/skeneris', scans }),
  readScan: async () => samplePdf(['Skenēts']),
  settleScan: async (settlement: { name: string; as: string }) => {
    settled.push(settlement);
    scans = scans.filter(({ name }) => name !== settlement.name);
    return null;
  },
} as unknown as Bridge<MessagePort>;

const TYPES = [
  { id: 'passport', title: { lv: 'Pase', en: 'Passport' } },
  { id: 'contract', title: { lv: 'Līgums', en: 'Contract' } },
] as unknown as readonly EvidenceType[];

function Field(): ReactNode {
  const [files, setFiles] = useState<readonly AttachedFile[]>([]);
  const [isBusy, setBusy] = useState(false);
  kept = files;
  return (
    <>
      {isBusy && 'notiek'}
      <FilesField
        formId={OperationId.parse(sampleId(1))}
        pointer="/files"
        label="Pieprasījuma faili"
        types={TYPES}
        files={files}
        onChange={setFiles}
        onBusy={setBusy}
        evidenceOfNext={(now) => (now.length === 0 ? 'contract' : null)}
      />
    </>
  );
}

const show = (): Promise<() => void> =>
  renderScreen(
    <QueryClientProvider client={new QueryClient()}>
      <AppProvider
        bridge={bridge}
        platform={{ kind: 'desktop', version: '1' }}
        centreOrigin=""
        counter={counter}
        firstStatus={{ device: null } as CounterStatus}
        firstSession={null}
        firstSettings={{ settings: Settings.parse({}), setAside: null }}
      >
        <Field />
      </AppProvider>
    </QueryClientProvider>,
  );

function choose(...files: readonly File[]): void {
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  document
    .querySelector('fieldset')
    ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}

const pdf = (name: string): File => new File([samplePdf(['Izziņa'])], name);
const text = (): string => document.body.textContent ?? '';

describe('the files of a form', () => {
  it('[AT37] go to a piece of evidence, to another when asked to, and away again', async () => {
    await show();
    await expect.element(page.getByRole('button', { name: 'Izvēlēties failu' })).toBeVisible();
    choose(pdf('līgums.pdf'), pdf('otrs.pdf'));
    await expect
      .poll(() => kept.map(({ name, evidence }) => [name, evidence]))
      .toEqual([
        ['līgums.pdf', 'contract'],
        ['otrs.pdf', null],
      ]);
    expect(given.map(({ formId, source }) => [formId, source])).toEqual([
      [sampleId(1), 'file'],
      [sampleId(1), 'file'],
    ]);
    await page.getByRole('combobox', { name: 'Kas tas ir: otrs.pdf' }).selectOptions('Pase');
    expect(kept[1]?.evidence).toBe('passport');
    await page.getByRole('button', { name: 'Noņemt: līgums.pdf' }).click();
    expect(kept.map(({ name }) => name)).toEqual(['otrs.pdf']);
    await expect.element(page.getByRole('button', { name: 'Izvēlēties failu' })).toHaveFocus();
  });

  it.each([
    [{ kind: 'in-draft' }, 'šajā datorā'],
    [{ kind: 'unsent', bytes: 1000, sentBytes: 0 }, 'šajā datorā, gaida sūtīšanu'],
    [{ kind: 'unsent', bytes: 1000, sentBytes: 400 }, 'ceļā uz centru 40 %'],
    [{ kind: 'unsent', bytes: 1000, sentBytes: 1000 }, 'ceļā uz centru 99 %'],
    [{ kind: 'not-accepted' }, 'centrs to nepieņēma'],
    [{ kind: 'at-centre' }, 'centrā'],
    [{ kind: 'elsewhere' }, 'nav šajā datorā'],
  ] as const)('[AT36] say where they are: %o', async (place, words) => {
    whereabouts = place;
    await show();
    await expect.element(page.getByRole('button', { name: 'Izvēlēties failu' })).toBeVisible();
    choose(pdf('izziņa.pdf'));
    await expect.poll(text).toContain(words);
    expect(text()).toMatch(/PDF, \d+ KB, izvēlēts fails/);
  });

  it('[AT26] are opened over the form', async () => {
    await show();
    await expect.element(page.getByRole('button', { name: 'Izvēlēties failu' })).toBeVisible();
    choose(pdf('izziņa.pdf'));
    await page.getByRole('button', { name: 'Atvērt: izziņa.pdf' }).click();
    await expect.element(page.getByText('1. lapa no 1')).toBeVisible();
  });

  it('[AT31] that are not taken are told one by one, and never reach the counter when their content says so', async () => {
    await show();
    await expect.element(page.getByRole('button', { name: 'Izvēlēties failu' })).toBeVisible();
    const large = new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'liels.pdf');
    choose(large, new File(['PK'], 'vēstule.docx'), pdf('labs.pdf'));
    await expect.poll(() => kept.map(({ name }) => name)).toEqual(['labs.pdf']);
    expect(given.map(({ name }) => name)).toEqual(['labs.pdf']);
    expect(text()).toContain('liels.pdf: fails ir 20,1 MB. Pievienot var līdz 20 MB.');
    expect(text()).toContain('vēstule.docx: šādu failu pievienot nevar.');
    answer = { outcome: 'refused', code: 'device-full' };
    choose(pdf('vēl.pdf'));
    await expect.poll(text).toContain('vēl.pdf: šajā datorā jau ir 2 GB failu');
    answer = { outcome: 'not-kept', cause: 'disk-full' };
    choose(pdf('pilns.pdf'));
    await expect.poll(text).toContain('pilns.pdf: diskā vairs nav vietas.');
  });
});

describe('a form', () => {
  it('[AT37] knows while a file is being kept, so that it is not saved without it', async () => {
    let keep: () => void = () => undefined;
    waitFor = new Promise((resolve) => {
      keep = resolve;
    });
    await show();
    await expect.element(page.getByRole('button', { name: 'Izvēlēties failu' })).toBeVisible();
    choose(pdf('izziņa.pdf'));
    await expect.poll(text).toContain('notiek');
    expect(kept).toEqual([]);
    keep();
    await expect.poll(() => kept.length).toBe(1);
    await expect.poll(text).not.toContain('notiek');
  });
});

describe('what the scanner has put down', () => {
  it('[AT34] is offered, added and settled, or passed over', async () => {
    const scannedAt = instantOf(Date.parse('2026-10-09T07:41:00.000Z'));
    scans = [
      { name: 'pirmais.pdf', bytes: 900, scannedAt },
      { name: 'otrais.pdf', bytes: 900, scannedAt },
      { name: 'milzīgs.pdf', bytes: 24 * 1024 * 1024, scannedAt },
    ];
    await show();
    await expect.element(page.getByText('Skenēts 10:41: pirmais.pdf')).toBeVisible();
    await page.getByRole('button', { name: 'Pievienot: pirmais.pdf' }).click();
    await expect
      .poll(() => kept.map(({ name, source }) => [name, source]))
      .toEqual([['pirmais.pdf', 'scanner']]);
    await page.getByRole('button', { name: 'Ignorēt: otrais.pdf' }).click();
    await expect
      .poll(() => settled)
      .toEqual([
        { name: 'pirmais.pdf', as: 'attached' },
        { name: 'otrais.pdf', as: 'ignored' },
      ]);
    await page.getByRole('button', { name: 'Pievienot: milzīgs.pdf' }).click();
    await expect.poll(text).toContain('milzīgs.pdf: fails ir 24 MB. Pievienot var līdz 20 MB.');
    expect(settled).toHaveLength(2);
  });

  it('[AT34] stays offered when it could not be kept', async () => {
    scans = [{ name: 'skenēts.pdf', bytes: 900, scannedAt: instantOf(Date.now()) }];
    answer = { outcome: 'not-kept', cause: 'disk-full' };
    await show();
    await page.getByRole('button', { name: 'Pievienot: skenēts.pdf' }).click();
    await expect.poll(text).toContain('skenēts.pdf: diskā vairs nav vietas.');
    expect(settled).toEqual([]);
    await expect.element(page.getByRole('button', { name: 'Pievienot: skenēts.pdf' })).toBeVisible();
  });
});
