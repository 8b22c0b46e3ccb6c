import { beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PreviewDialog, type ShownFile } from '#renderer/features/attachments/preview-dialog.tsx';
import type { AttachmentKind } from '#shared/attachments/attachment-kind.ts';
import { renderScreen } from '#test/support/render-screen.tsx';
import { lockedPdf, samplePdf, samplePicture, scannedPdf } from '#test/support/sample-documents.ts';

const fileOf = (name: string, kind: AttachmentKind, bytes: Uint8Array<ArrayBuffer>): ShownFile => ({
  name,
  kind,
  read: async () => ({ outcome: 'read', file: new Blob([bytes]) }),
});

beforeEach(() => page.viewport(1280, 800));

async function show(file: ShownFile): Promise<() => boolean> {
  let isClosed = false;
  await renderScreen(
    <PreviewDialog
      file={file}
      onClose={() => {
        isClosed = true;
      }}
    />,
  );
  return () => isClosed;
}

/** How many pixels of the page shown are of the colour that `is` looks for. */
function countPixels(is: (red: number, green: number, blue: number) => boolean): number {
  const canvas = document.querySelector('canvas');
  const { data } = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
  let found = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (is(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) found += 1;
  }
  return found;
}

const isDark = (red: number, green: number, blue: number): boolean => red + green + blue < 120;
const isRed = (red: number, green: number): boolean => red > 150 && green < 80;

describe('a PDF', () => {
  it('[AT26] is shown page by page, with the number of the page, also by the keys', async () => {
    await show(fileOf('izziņa.pdf', 'pdf', samplePdf(['Pirmā', 'Otrā', 'Trešā'])));
    await expect.element(page.getByText('1. lapa no 3')).toBeVisible();
    await expect.poll(() => countPixels(isRed)).toBeGreaterThan(1000);
    await expect.poll(() => countPixels(isDark)).toBeGreaterThan(100);
    // The keys work at once, before anything was clicked.
    await userEvent.keyboard('{PageDown}');
    await expect.element(page.getByText('2. lapa no 3')).toBeVisible();
    await page.getByRole('button', { name: 'Nākamā lapa' }).click();
    await expect.element(page.getByText('3. lapa no 3')).toBeVisible();
    await expect
      .element(page.getByRole('button', { name: 'Nākamā lapa' }))
      .toHaveAttribute('aria-disabled', 'true');
    await userEvent.keyboard('{PageUp}');
    await expect.element(page.getByText('2. lapa no 3')).toBeVisible();
    await expect.element(page.getByRole('img', { name: '2. lapa: izziņa.pdf' })).toBeVisible();
  });

  it('[AT26] is enlarged, reduced and turned', async () => {
    await show(fileOf('izziņa.pdf', 'pdf', samplePdf(['Teksts'])));
    await expect.poll(() => countPixels(isRed)).toBeGreaterThan(1000);
    const sizeOf = (): readonly [number, number] => {
      const box = document.querySelector('canvas')?.getBoundingClientRect();
      return [box?.width ?? 0, box?.height ?? 0];
    };
    await expect.poll(() => sizeOf()[0]).toBeGreaterThan(300);
    const [width, height] = sizeOf();
    expect(height).toBeGreaterThan(width);
    await page.getByRole('button', { name: 'Palielināt' }).click();
    await expect.element(page.getByText('150 %')).toBeVisible();
    await expect.poll(() => sizeOf()[0]).toBeCloseTo(width * 1.5, 0);
    await userEvent.keyboard('0');
    await expect.poll(() => sizeOf()[0]).toBeCloseTo(width, 0);
    await userEvent.keyboard('r');
    await expect.poll(() => sizeOf()[1] < sizeOf()[0]).toBe(true);
  });

  it('[AT26] that was scanned in fax compression is shown without WebAssembly', async () => {
    const compile = vi.spyOn(WebAssembly, 'instantiate');
    await show(fileOf('skenēts.pdf', 'pdf', scannedPdf()));
    await expect.poll(() => countPixels(isDark)).toBeGreaterThan(10_000);
    expect(compile).not.toHaveBeenCalled();
    compile.mockRestore();
  });

  it('[AT27] behind a password says so and what to do', async () => {
    await show(fileOf('slepens.pdf', 'pdf', lockedPdf()));
    await expect.element(page.getByText('Fails ir aizsargāts ar paroli')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Saglabāt kopiju' })).toBeVisible();
  });

  it('[AT27] that is damaged says so', async () => {
    await show(fileOf('bojāts.pdf', 'pdf', new TextEncoder().encode('%PDF-1.7\nnothing else')));
    await expect.element(page.getByText('Failu nevar parādīt, jo tas ir bojāts')).toBeVisible();
  });
});

describe('a picture', () => {
  it('[AT26] is shown, enlarged and turned, and its address is given back', async () => {
    const revoke = vi.spyOn(URL, 'revokeObjectURL');
    const takeAway = await renderScreen(
      <PreviewDialog
        file={fileOf('foto.jpg', 'jpeg', await samplePicture('image/jpeg', 400, 200))}
        onClose={() => undefined}
      />,
    );
    const picture = page.getByRole('img', { name: 'Attēls: foto.jpg' });
    const box = (): DOMRect => picture.element().getBoundingClientRect();
    await expect.poll(() => Math.round(box().width)).toBe(400);
    await page.getByRole('button', { name: 'Pagriezt' }).click();
    await expect.poll(() => [Math.round(box().width), Math.round(box().height)]).toEqual([200, 400]);
    await userEvent.keyboard('+');
    await expect.poll(() => Math.round(box().height)).toBe(600);
    const address = picture.element().getAttribute('src');
    expect(address).toMatch(/^blob:/);
    expect(revoke).not.toHaveBeenCalledWith(address);
    takeAway();
    expect(revoke).toHaveBeenCalledWith(address);
  });

  it('[AT27] that is damaged says so', async () => {
    await show(fileOf('bojāts.png', 'png', new Uint8Array([1, 2, 3])));
    await expect.element(page.getByText('Failu nevar parādīt, jo tas ir bojāts')).toBeVisible();
  });

  it('[AT27] of a kind that browsers do not show is kept as a copy instead', async () => {
    await show(fileOf('skenēts.tif', 'tiff', new Uint8Array([0x49, 0x49, 0x2a, 0])));
    await expect.element(page.getByText('Šāda veida failu programma neparāda')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Saglabāt kopiju' })).toBeVisible();
  });
});

describe('the preview', () => {
  it('[AT27] of a file that is not here says where it is, and tries again', async () => {
    let isHere = false;
    const bytes = samplePdf(['Teksts']);
    await show({
      name: 'izziņa.pdf',
      kind: 'pdf',
      read: async () =>
        isHere
          ? { outcome: 'read', file: new Blob([bytes]) }
          : { outcome: 'not-read', cause: 'centre-unreachable' },
    });
    await expect.element(page.getByText(/^Faila saturs ir centrā/)).toBeVisible();
    isHere = true;
    await page.getByRole('button', { name: 'Mēģināt vēlreiz' }).click();
    await expect.element(page.getByText('1. lapa no 1')).toBeVisible();
  });

  it('[AT26] is closed by Esc', async () => {
    const isClosed = await show(fileOf('izziņa.pdf', 'pdf', samplePdf(['Teksts'])));
    await expect.element(page.getByText('1. lapa no 1')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(isClosed()).toBe(true);
  });
});
