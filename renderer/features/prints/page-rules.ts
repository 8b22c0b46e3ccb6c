import type { Letter } from '#shared/letters/letter.ts';
import { messagesIn } from '#shared/messages/messages.ts';

/** Stand for the two numbers in the sentence of the pages. */
const NUMBERS: Readonly<Record<string, string>> = { page: 'counter(page)', pages: 'counter(pages)' };

/** Millimetres above and below what stands on a receipt. */
const RECEIPT_MARGIN = 4;
const MILLIMETRES_PER_PIXEL = 25.4 / 96;

/**
 * The rules of the sheet that a letter is printed on: its size and margins, and at the foot of every sheet the number
 * and which page of how many it is (LT13). A receipt is as long as `receiptHeight`, in CSS pixels, needs.
 */
export function pageRules(letter: Letter, receiptHeight: number): string {
  if (letter.paper === 'receipt') {
    const height = Math.ceil(receiptHeight * MILLIMETRES_PER_PIXEL) + 2 * RECEIPT_MARGIN + 2;
    return `@page { size: 80mm ${Math.max(height, 80)}mm; margin: ${RECEIPT_MARGIN}mm; }`;
  }
  const pages = messagesIn(letter.language)('letter:foot.page', { page: '|page|', pages: '|pages|' });
  const content = pages
    .split('|')
    .map((part) => NUMBERS[part] ?? cssText(part))
    .join(' ');
  const style = 'font: 9pt system-ui, "Noto Sans", "DejaVu Sans", sans-serif; color: #000;';
  return `@page { size: A4; margin: 20mm;
  @bottom-left { content: ${cssText(letter.foot)}; ${style} white-space: nowrap; }
  @bottom-right { content: ${content}; ${style} white-space: nowrap; } }`;
}

/** A text as CSS writes one; what could end it, or the style, is written by its number. */
function cssText(text: string): string {
  return `"${text.replace(/["\\<>\n\r\f]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`;
}
