/** White space, and what leaves no mark: soft hyphen, zero-width characters, joiners and direction marks. */
const UNSEEN =
  /\s|\u00AD|\u061C|\u180E|[\u200B-\u200F]|[\u202A-\u202E]|[\u2060-\u2064]|[\u2066-\u2069]|\uFEFF/gu;

const DASHES = /[\u2010-\u2015\u2212]/gu;

/**
 * A number as it was typed or pasted, without spaces and unseen characters, every dash a hyphen
 * (`docs/checking.md` PC1). Doing it twice changes nothing more.
 */
export function normaliseTypedCode(text: string): string {
  return text.replace(UNSEEN, '').replace(DASHES, '-');
}

/**
 * Why `text`, once normalised, cannot be read as ASCII digits and hyphens (PC2), or `undefined` when it can.
 * A digit of another script has a reason of its own, because it looks right on the screen.
 */
export function findWrongCharacter(text: string): 'non-ascii-digit' | 'invalid-character' | undefined {
  if (/(?![0-9])\p{N}/u.test(text)) return 'non-ascii-digit';
  return /[^0-9-]/.test(text) ? 'invalid-character' : undefined;
}
