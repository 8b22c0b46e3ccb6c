import { cleanText, codePoints, hasVisibleCharacter, isWellFormed } from '#shared/kernel/clean-text.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import { requestIssue } from './request-issue.ts';

/** How much may be written, and whether lines may be broken. */
export interface FreeTextLimits {
  readonly lines: 'one-line' | 'many-lines';
  readonly maxCodePoints: number;
}

/**
 * A free text as it enters the record: cleaned, and empty when nothing visible was typed. `undefined` when it is
 * refused, with the reason noted at `pointer` (`docs/registration.md` RG14).
 */
export function readFreeText(
  { pointer, typed = '' }: { readonly pointer: string; readonly typed: string | undefined },
  { lines, maxCodePoints }: FreeTextLimits,
  issues: Issue[],
): string | undefined {
  if (!isWellFormed(typed)) {
    issues.push(requestIssue(pointer, 'malformed-text'));
    return undefined;
  }
  const text = cleanText(typed, lines);
  if (!hasVisibleCharacter(text)) return '';
  if (codePoints(text) <= maxCodePoints) return text;
  issues.push(requestIssue(pointer, 'too-long', { max: maxCodePoints }));
  return undefined;
}
