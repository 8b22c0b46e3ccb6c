import type { PDFDocumentProxy } from 'pdfjs-dist';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { PDF_DECODERS, PDF_FONTS } from './pdf-files.ts';

/**
 * Why a PDF cannot be shown. `no-reader`: the part of the program that reads it is not on this computer, as in a browser
 * whose page was opened for the first time and lost the network since.
 */
export type PdfTrouble = 'password' | 'broken' | 'no-reader';

/** A PDF that is open. */
export interface OpenPdf {
  readonly pages: number;
  /** Width and height of a page in points, as it stands after turning by `degrees`. */
  measure(page: number, degrees: number): Promise<{ readonly width: number; readonly height: number }>;
  /** Draws a page into `canvas` at `scale` pixels a point; a drawing that `signal` breaks off resolves as well. */
  draw(canvas: HTMLCanvasElement, place: PagePlace, signal: AbortSignal): Promise<void>;
}

/** Which page, how large, and turned how far clockwise. */
export interface PagePlace {
  readonly page: number;
  readonly scale: number;
  readonly degrees: number;
}

/**
 * Opens a PDF. The reader is loaded when the first one is opened and not before, because it is as large as all the rest
 * of the program. Nothing in the file runs: neither its scripts nor its forms nor its links. `signal` gives everything
 * back, also while a file is read that keeps its reader busy without end.
 */
export async function openPdf(
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<Result<OpenPdf, PdfTrouble>> {
  const reader = await import('pdfjs-dist').catch(() => undefined);
  if (reader === undefined || signal.aborted) return refused('no-reader');
  const { getDocument, PDFWorker } = reader;
  const port = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' });
  const worker = PDFWorker.create({ port });
  const loading = getDocument({
    data: bytes,
    worker,
    // The page's policy lets no WebAssembly run; the decoders of scanned pages come as plain scripts.
    useWasm: false,
    wasmUrl: PDF_DECODERS,
    standardFontDataUrl: PDF_FONTS,
    useWorkerFetch: true,
    // Letters of the computer have other widths than the file reckons with.
    useSystemFonts: false,
    verbosity: 0,
  });
  const close = (): void => {
    // A reader that is busy answers nothing any more, so nobody waits for it.
    void loading.destroy().catch(() => undefined);
    worker.destroy();
    port.terminate();
  };
  signal.addEventListener('abort', close);
  try {
    return ok(openedFrom(await loading.promise));
  } catch (failure) {
    close();
    return refused(failure instanceof Error && failure.name === 'PasswordException' ? 'password' : 'broken');
  }
}

function openedFrom(pdf: PDFDocumentProxy): OpenPdf {
  return {
    pages: pdf.numPages,
    measure: async (number, degrees) => {
      const page = await pdf.getPage(number);
      const { width, height } = page.getViewport({ scale: 1, rotation: (page.rotate + degrees) % 360 });
      return { width, height };
    },
    draw: async (canvas, { page: number, scale, degrees }, signal) => {
      const page = await pdf.getPage(number);
      if (signal.aborted) return;
      const viewport = page.getViewport({ scale, rotation: (page.rotate + degrees) % 360 });
      canvas.width = Math.max(1, Math.floor(viewport.width));
      canvas.height = Math.max(1, Math.floor(viewport.height));
      const drawing = page.render({ canvas, viewport });
      signal.addEventListener('abort', () => drawing.cancel());
      try {
        await drawing.promise;
      } catch (failure) {
        if (!signal.aborted) throw failure;
      }
    },
  };
}
