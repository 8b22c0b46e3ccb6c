import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrinterInfo, PrintToPDFOptions, WebContentsPrintOptions } from 'electron';
import { environment } from '#test/support/electron-standin/environment.ts';

const MICRONS_PER_INCH = 25_400;

/** Width and height in inches. */
const PAPERS: Record<string, readonly [number, number]> = {
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  A6: [4.13, 5.83],
  Legal: [8.5, 14],
  Letter: [8.5, 11],
  Tabloid: [11, 17],
};

let printCount = 0;

/** The printers that this desktop pretends to have. */
export function listPrinters(): PrinterInfo[] {
  return environment.printers.map((name) => ({
    name,
    displayName: name,
    description: 'Printer of the Electron stand-in',
    options: {} as PrinterInfo['options'],
  }));
}

/** Parameters of the DevTools command `Page.printToPDF` for Electron's options of `printToPDF` (sizes in inches). */
export function toPdfParameters(options: PrintToPDFOptions): object {
  const { pageSize = 'Letter', margins = {}, ...others } = options;
  return {
    ...pick(others, [
      'landscape',
      'displayHeaderFooter',
      'printBackground',
      'scale',
      'pageRanges',
      'headerTemplate',
      'footerTemplate',
      'preferCSSPageSize',
      'generateTaggedPDF',
      'generateDocumentOutline',
    ]),
    ...toPaper(pageSize, 1),
    ...renamed(margins, {
      top: 'marginTop',
      right: 'marginRight',
      bottom: 'marginBottom',
      left: 'marginLeft',
    }),
  };
}

/** The same for Electron's options of `print` (a paper's own size in micrometres). */
export function toPrintParameters(options: WebContentsPrintOptions): object {
  return {
    ...pick(options, ['landscape', 'printBackground']),
    ...toPaper(options.pageSize ?? 'A4', MICRONS_PER_INCH),
  };
}

/** What came out of the printer: a file in the folder of ELECTRON_STANDIN_PRINT_FOLDER, where it is set. */
export function deliverPrint(pdf: Buffer, printer: string): void {
  if (environment.printFolder === undefined) return;
  printCount += 1;
  mkdirSync(environment.printFolder, { recursive: true });
  writeFileSync(join(environment.printFolder, `${String(printCount).padStart(3, '0')}-${printer}.pdf`), pdf);
}

function toPaper(pageSize: string | { width: number; height: number }, unitsPerInch: number): object {
  if (typeof pageSize === 'object') {
    return { paperWidth: pageSize.width / unitsPerInch, paperHeight: pageSize.height / unitsPerInch };
  }
  const paper = PAPERS[pageSize];
  if (paper === undefined) throw new Error(`electron stand-in: unknown paper ${pageSize}`);
  return { paperWidth: paper[0], paperHeight: paper[1] };
}

function pick(options: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name)));
}

function renamed(options: object, names: Record<string, string>): object {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) => {
      const other = names[name];
      return other === undefined ? [] : [[other, value]];
    }),
  );
}
