import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPdf } from '#renderer/features/attachments/open-pdf.ts';
import { samplePdf } from '#test/support/sample-documents.ts';

afterEach(() => vi.unstubAllGlobals());

describe('reading a PDF', () => {
  it('[AT26] ends with looking at it, also when the file keeps its reader busy without end', async () => {
    await import('pdfjs-dist');
    const begun = vi.fn();
    const ended = vi.fn();
    const Busy = class extends EventTarget {
      readonly postMessage = vi.fn();
      readonly terminate = ended;

      constructor() {
        super();
        begun();
      }
    };
    vi.stubGlobal('Worker', Busy);
    const stop = new AbortController();
    void openPdf(samplePdf(['Viena']), stop.signal);
    await expect.poll(() => begun.mock.calls.length).toBeGreaterThan(0);
    expect(ended).not.toHaveBeenCalled();
    stop.abort();
    expect(ended).toHaveBeenCalledOnce();
  });
});
