/**
 * Free text as it enters the record (`docs/checking.md`): NFC, trimmed, without control characters other than line
 * breaks where `lines` allows them. Everything else is kept as text, whatever it looks like.
 */
export function cleanText(text: string, lines: 'one-line' | 'many-lines'): string {
  const unified = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  let kept = '';
  for (const character of unified) {
    const code = character.codePointAt(0) ?? 0;
    const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
    if (!isControl) kept += character;
    else if (character === '\n' && lines === 'many-lines') kept += '\n';
    else if (character === '\n' || character === '\t') kept += ' ';
  }
  // Composed last: taking a control character out can bring a letter and its accent together.
  return kept.normalize('NFC').trim();
}

/** Whether anything in `text` leaves a mark: one of spaces, zero-width and control characters only is no answer. */
export function hasVisibleCharacter(text: string): boolean {
  return /[^\p{Cc}\p{Cf}\p{Z}]/u.test(text);
}

/** Whether every surrogate in `text` has its other half; a lone one cannot be stored or sent. */
export function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

/** Length as people count it here: code points after NFC. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text.normalize('NFC')) count += 1;
  return count;
}
