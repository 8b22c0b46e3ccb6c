import type { z } from 'zod';
import { cleanText, codePoints, isWellFormed } from '#shared/kernel/clean-text.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { findTypedDate } from '#shared/kernel/typed-date.ts';
import { type PartyNotes, personIssue } from './person-issue.ts';

/** One value as typed, and where in the party it stands. */
export interface TypedValue {
  readonly pointer: string;
  readonly typed: string | undefined;
}

/**
 * The text of one line as it enters the record: empty when nothing visible was typed, `undefined` when it is refused,
 * with the reason noted (PA4, PA5).
 */
export function readLine(
  { pointer, typed = '' }: TypedValue,
  maxCodePoints: number,
  notes: PartyNotes,
): string | undefined {
  if (!isWellFormed(typed)) {
    notes.issues.push(personIssue(pointer, 'malformed-text'));
    return undefined;
  }
  const text = cleanText(typed, 'one-line');
  if (!hasVisibleCharacter(text)) return '';
  if (codePoints(text) <= maxCodePoints) return text;
  notes.issues.push(personIssue(pointer, 'too-long', { max: maxCodePoints }));
  return undefined;
}

/** A text that must be there; `undefined` when it is missing or refused, with the reason noted. */
export function readText(value: TypedValue, maxCodePoints: number, notes: PartyNotes): string | undefined {
  const text = readLine(value, maxCodePoints, notes);
  if (text !== '') return text;
  notes.issues.push(personIssue(value.pointer, 'required'));
  return undefined;
}

/** A text that may be missing; `undefined` when it is, or when it is refused, with the reason noted. */
export function readOptionalText(
  value: TypedValue,
  maxCodePoints: number,
  notes: PartyNotes,
): string | undefined {
  return readLine(value, maxCodePoints, notes) || undefined;
}

/** One of `choices`; `undefined` when it is missing or not among them, with the reason noted (PA3). */
export function readChoice<Choices extends z.ZodEnum>(
  { pointer, typed = '' }: TypedValue,
  choices: Choices,
  notes: PartyNotes,
): z.infer<Choices> | undefined {
  const choice = choices.safeParse(typed);
  if (choice.success) return choice.data;
  notes.issues.push(personIssue(pointer, typed === '' ? 'required' : 'unknown-choice'));
  return undefined;
}

/**
 * A date that may be missing; `undefined` when it is, or when it is refused, with the reason noted (PA7).
 * `latest` is what `findTypedDate` takes.
 */
export function readOptionalDate(
  { pointer, typed = '' }: TypedValue,
  notes: PartyNotes,
  latest?: PlainDate,
): PlainDate | undefined {
  if (!hasVisibleCharacter(typed)) return undefined;
  const date = findTypedDate(typed, latest);
  if (date === undefined) notes.issues.push(personIssue(pointer, 'invalid-date'));
  return date;
}

/** Whether anything in `text` leaves a mark: a name of zero-width characters only is no name. */
function hasVisibleCharacter(text: string): boolean {
  return /[^\p{Cc}\p{Cf}\p{Z}]/u.test(text);
}
