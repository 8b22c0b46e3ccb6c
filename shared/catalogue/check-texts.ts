import { codePoints, isWellFormed } from '#shared/kernel/clean-text.ts';
import type { FindingList } from './catalogue-finding.ts';
import { CATALOGUE_LIMITS } from './catalogue-limits.ts';
import { isObject, itemsOf, memberOf, type Place } from './place.ts';

// Control characters except tab and line breaks; a database refuses U+0000, a terminal obeys some of the others.
const CONTROL = /(?![\t\n\r])\p{Cc}/u;

/**
 * Checks what holds for every value of the document, known to the format or not: whole characters, length, numbers
 * that can be kept. Recursion is safe: the scan has limited the depth.
 */
export function checkTexts(place: Place, defects: FindingList): void {
  const { value } = place;
  if (typeof value === 'string') checkText(place, value, defects);
  else if (typeof value === 'number') {
    if (!Number.isFinite(value)) defects.add(place, 'number-out-of-range');
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const isLong = exceeds(key, CATALOGUE_LIMITS.keyCodePoints);
      // Told at the object itself and not followed: a pointer must stay short and printable.
      if (isLong) defects.add(place, 'key-too-long', { key });
      else if (!isWellFormed(key) || CONTROL.test(key)) defects.add(place, 'broken-key', { key });
      else checkTexts(memberOf(place, key), defects);
    }
  } else for (const item of itemsOf(place)) checkTexts(item, defects);
}

function checkText(place: Place, text: string, defects: FindingList): void {
  if (!isWellFormed(text)) defects.add(place, 'lone-surrogate');
  else if (CONTROL.test(text)) defects.add(place, 'control-character');
  if (exceeds(text, CATALOGUE_LIMITS.textCodePoints)) {
    defects.add(place, 'text-too-long', { length: codePoints(text) });
  }
}

/** Whether `text` has more than `limit` code points; counted only where it can be, as NFC at most triples a text. */
function exceeds(text: string, limit: number): boolean {
  return text.length * 3 > limit && codePoints(text) > limit;
}
