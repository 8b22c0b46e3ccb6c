import decoder from 'pdfjs-dist/wasm/jbig2_nowasm_fallback.js?url';
import secondDecoder from 'pdfjs-dist/wasm/openjpeg_nowasm_fallback.js?url';

/** The letters that a PDF may leave to its reader. */
const fonts = import.meta.glob<string>('/../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?url',
  import: 'default',
  eager: true,
});

const folderOf = (files: readonly string[]): string =>
  new URL('.', new URL(files[0] ?? '', location.href)).href;

/**
 * Where the reader of PDF files finds what it loads only when a file needs it: decoders of scanned pages, and letters. It
 * asks for them by their own names, and so the build leaves them those (`vite.config.ts`).
 */
export const PDF_DECODERS: string = folderOf([decoder, secondDecoder]);
export const PDF_FONTS: string = folderOf(Object.values(fonts));
