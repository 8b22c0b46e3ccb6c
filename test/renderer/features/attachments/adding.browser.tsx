import { beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AddFiles } from '#renderer/features/attachments/add-files.tsx';
import type { PickedFile } from '#renderer/features/attachments/picked-file.ts';
import { RefusedFiles } from '#renderer/features/attachments/refused-files.tsx';
import { ATTACHMENT_REFUSAL_CODES } from '#shared/attachments/check-attachment.ts';
import { renderScreen } from '#test/support/render-screen.tsx';
import { samplePdf } from '#test/support/sample-documents.ts';

let picked: PickedFile[] = [];

beforeEach(async () => {
  await page.viewport(1280, 800);
  picked = [];
});

const showAdding = (): Promise<() => void> =>
  renderScreen(<AddFiles of="Izziņa" onPicked={(files) => picked.push(...files)} />);

const names = (): readonly string[] => picked.map(({ file, source }) => `${source} ${file.name}`);

const scan = (): File => new File([samplePdf(['Izziņa'])], 'izziņa.pdf', { type: 'application/pdf' });

function carrying(file: File): DataTransfer {
  const data = new DataTransfer();
  data.items.add(file);
  return data;
}

const alertText = (): string => document.querySelector('[role="alert"]')?.textContent ?? '';

describe('a file is added', () => {
  it('[AT28] by choosing it', async () => {
    await showAdding();
    await expect.element(page.getByRole('button', { name: 'Izvēlēties failu' })).toBeVisible();
    const input = document.querySelector<HTMLInputElement>('input[type="file"]');
    expect(input?.accept).toContain('.pdf');
    if (input !== null) await userEvent.upload(input, [scan(), new File(['x'], 'otrs.png')]);
    await expect.poll(names).toEqual(['file izziņa.pdf', 'file otrs.png']);
  });

  it('[AT28] by dragging it here, and by nothing when it is let go elsewhere', async () => {
    await showAdding();
    const place = page.getByRole('group', { name: 'Pievienot failu: Izziņa' });
    await expect.element(place).toBeVisible();
    const letGo = (target: Element): boolean =>
      target.dispatchEvent(
        new DragEvent('drop', { dataTransfer: carrying(scan()), bubbles: true, cancelable: true }),
      );
    await expect.poll(() => letGo(document.body)).toBe(false);
    expect(names()).toEqual([]);
    letGo(place.element());
    await expect.poll(names).toEqual(['file izziņa.pdf']);
  });

  it('[AT28] by pasting it, while text is pasted as ever', async () => {
    await showAdding();
    const button = page.getByRole('button', { name: 'Izvēlēties failu' });
    await expect.element(button).toBeVisible();
    const paste = (clipboardData: DataTransfer): boolean =>
      button
        .element()
        .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    const text = new DataTransfer();
    text.setData('text/plain', 'vārds');
    expect(paste(text)).toBe(true);
    expect(paste(carrying(scan()))).toBe(false);
    expect(names()).toEqual(['file izziņa.pdf']);
  });
});

describe('the camera', () => {
  const open = async (): Promise<void> => {
    await showAdding();
    await page.getByRole('button', { name: 'Fotografēt' }).click();
  };
  const isLive = (): boolean => {
    const stream = document.querySelector('video')?.srcObject;
    return (
      stream instanceof MediaStream && stream.getTracks().every(({ readyState }) => readyState === 'live')
    );
  };

  it('[AT29] takes a picture, shows it, takes another, and gives a JPEG', async () => {
    const started = vi.spyOn(navigator.mediaDevices, 'getUserMedia');
    await open();
    await expect.poll(() => document.querySelector('video')?.videoWidth ?? 0).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Uzņemt' }).click();
    await expect.element(page.getByRole('img', { name: 'Uzņemtais attēls' })).toBeVisible();
    const first = await started.mock.results[0]?.value;
    await expect
      .poll(() => first.getTracks().map((track: MediaStreamTrack) => track.readyState))
      .toEqual(['ended']);
    await page.getByRole('button', { name: 'Uzņemt vēlreiz' }).click();
    await expect.poll(() => document.querySelector('video')?.videoWidth ?? 0).toBeGreaterThan(0);
    expect(names()).toEqual([]);
    await page.getByRole('button', { name: 'Uzņemt' }).click();
    await page.getByRole('button', { name: 'Izmantot un uzņemt nākamo' }).click();
    await expect.element(page.getByText('Pievienots 1 attēls.')).toBeVisible();
    await expect.poll(() => document.querySelector('video')?.videoWidth ?? 0).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Uzņemt' }).click();
    await page.getByRole('button', { name: 'Izmantot', exact: true }).click();
    await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull();
    expect(names()).toEqual([
      expect.stringMatching(/^camera attēls-\d{8}-\d{6}\.jpg$/),
      expect.stringMatching(/^camera attēls-\d{8}-\d{6}\.jpg$/),
    ]);
    const head = new Uint8Array((await picked[0]?.file.arrayBuffer()) ?? new ArrayBuffer());
    expect([...head.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    started.mockRestore();
  });

  it('[AT29] goes out when the dialog is closed', async () => {
    await open();
    await expect.poll(isLive).toBe(true);
    const stream = document.querySelector('video')?.srcObject as MediaStream;
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => stream.getTracks().map(({ readyState }) => readyState)).toEqual(['ended']);
    expect(names()).toEqual([]);
  });

  it.each([
    ['NotAllowedError', 'Kamera nav atļauta'],
    ['NotFoundError', 'Kameras nav'],
    ['NotReadableError', 'Kamera ir aizņemta'],
  ])('[AT30] that gives nothing (%s) says why, and may be tried again', async (name, sentence) => {
    const start = vi
      .spyOn(navigator.mediaDevices, 'getUserMedia')
      .mockRejectedValueOnce(new DOMException('planted', name))
      // In strict screens an effect may run twice.
      .mockRejectedValueOnce(new DOMException('planted', name));
    await open();
    await expect.poll(alertText).toContain(sentence);
    start.mockRestore();
    await page.getByRole('button', { name: 'Mēģināt vēlreiz' }).click();
    await expect.poll(isLive).toBe(true);
  });
});

describe('a file that is not added', () => {
  it('[AT31] is named with its size, the limit and what to do, until that was read', async () => {
    let isRead = false;
    await renderScreen(
      <RefusedFiles
        files={[
          { name: 'liels.pdf', bytes: 24 * 1024 * 1024, code: 'file-too-large' },
          { name: 'vēstule.docx', bytes: 3000, code: 'kind-not-accepted' },
        ]}
        onRead={() => {
          isRead = true;
        }}
      />,
    );
    await expect.poll(alertText).toContain('liels.pdf: fails ir 24 MB. Pievienot var līdz 20 MB.');
    expect(alertText()).toContain('Saglabājiet dokumentu kā PDF');
    await page.getByRole('button', { name: 'Izlasīts' }).click();
    expect(isRead).toBe(true);
  });

  it('[AT31] has a sentence for every cause', async () => {
    const codes = [...ATTACHMENT_REFUSAL_CODES, 'too-many', 'not-read', 'disk-full', 'not-kept'] as const;
    await renderScreen(
      <RefusedFiles files={codes.map((code) => ({ name: code, bytes: 1, code }))} onRead={() => undefined} />,
    );
    await expect.poll(alertText).toContain('Nav pievienots');
    expect(alertText()).not.toMatch(/refused\.|[{}]/);
  });
});
