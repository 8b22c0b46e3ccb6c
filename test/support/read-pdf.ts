import './pdf-globals.ts';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** One sheet of a PDF file. */
export interface PdfPage {
  /** In millimetres. */
  readonly width: number;
  readonly height: number;
  /** What stands on it, line by line from above. */
  readonly lines: readonly string[];
  readonly text: string;
  /** The smallest type on it, in points. */
  readonly smallestType: number;
}

const MILLIMETRES_PER_POINT = 25.4 / 72;

/** Reads the sheets of a PDF file as Chromium writes it. */
export async function readPdf(bytes: Uint8Array): Promise<readonly PdfPage[]> {
  const reading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const file = await reading.promise;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= file.numPages; number += 1) {
    const page = await file.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const rows = new Map<number, string>();
    const sizes: number[] = [];
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      // Words of one line stand at the same height, give or take a rounding.
      const at = Math.round(Number(item.transform[5]));
      const row = [at, at - 1, at + 1].find((one) => rows.has(one)) ?? at;
      rows.set(row, `${rows.get(row) ?? ''} ${item.str.trim()}`.trim());
      sizes.push(item.height);
    }
    const lines = [...rows].toSorted(([one], [other]) => other - one).map(([, line]) => line);
    pages.push({
      width: Math.round(width * MILLIMETRES_PER_POINT),
      height: Math.round(height * MILLIMETRES_PER_POINT),
      lines,
      text: lines.join(' '),
      smallestType: Math.round(Math.min(...sizes) * 10) / 10,
    });
  }
  await reading.destroy();
  return pages;
}
