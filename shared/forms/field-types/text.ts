import { cleanText, codePoints, isWellFormed } from '#shared/kernel/clean-text.ts';
import type { FieldDefinition } from '../field-definition.ts';
import { type FieldType, isBlank, type Refuse, readAsText, strict, TYPED_TEXT } from '../field-type.ts';

/** One line of free text. */
export const text: FieldType = {
  kind: 'text',
  screen: { kind: 'line', keyboard: 'text' },
  draft: TYPED_TEXT,
  isEmpty: isBlank,
  submission: (definition) =>
    strict((raw, refuse) =>
      typeof raw === 'string' ? checkText(definition, raw, 'one-line', refuse) : refuse('not-a-text'),
    ),
  conditionValue: (raw) => findText(raw, (typed) => cleanText(typed, 'one-line')),
  read: (_definition, value) => readAsText(value),
};

/** Letters only: the script also has numerals and signs of its own. */
const LATIN_LETTERS = /^(?:(?=[\p{L}\p{M}])[\p{Script=Latin}\p{M}]|[ '’-])+$/u;

const DEFAULT_LENGTH = { 'one-line': 300, 'many-lines': 8000 } as const;

/**
 * The cleaned text, when it obeys the definition: lengths in code points, the pattern on the whole value with the `u`
 * flag, letters of the Latin script where `latvianLetters` asks (`docs/checking.md` FD5 to FD8).
 */
export function checkText(
  definition: FieldDefinition,
  raw: string,
  lines: 'one-line' | 'many-lines',
  refuse: Refuse,
): string {
  const { minLength, maxLength, pattern, latvianLetters } = definition.validation;
  if (!isWellFormed(raw)) return refuse('malformed-text');
  const cleaned = cleanText(raw, lines);
  if (isBlank(cleaned)) return refuse('required');
  const length = codePoints(cleaned);
  const most = maxLength ?? DEFAULT_LENGTH[lines];
  if (minLength !== undefined && length < minLength) return refuse('too-short', { min: minLength });
  if (length > most) return refuse('too-long', { max: most });
  if (latvianLetters === true && !LATIN_LETTERS.test(cleaned)) return refuse('not-latin-letters');
  if (pattern !== undefined && !matchesWhole(pattern, cleaned)) return refuse('wrong-form');
  return cleaned;
}

/** What conditions see of a text: normalised as the record will have it; `undefined` when nothing was typed. */
export function findText(raw: unknown, normalise: (typed: string) => string): string | undefined {
  return typeof raw === 'string' && !isBlank(raw) ? normalise(raw) : undefined;
}

/** Whether the whole of `value` matches the catalogue's `pattern` (ECMAScript, `u` flag). */
export function matchesWhole(pattern: string, value: string): boolean {
  return new RegExp(`^(?:${pattern})$`, 'u').test(value);
}
