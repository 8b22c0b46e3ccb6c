import { type Issue, pointerOf } from '#shared/kernel/issue.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { findTypedDate } from '#shared/kernel/typed-date.ts';

/** What is wrong with a form before a command can be made of it. */
export function required(...path: readonly string[]): readonly Issue[] {
  return [{ pointer: pointerOf(path), code: 'required' }];
}

/** The date that was typed at a place of the command, or what is wrong with it. */
export function readDate(typed: string, ...path: readonly string[]): PlainDate | readonly Issue[] {
  if (typed.trim() === '') return required(...path);
  return findTypedDate(typed) ?? [{ pointer: pointerOf(path), code: 'not-a-date' }];
}

/** Whether something that was read is what is wrong with it. */
export function isWrong(read: unknown): read is readonly Issue[] {
  return Array.isArray(read);
}

/** What is wrong with a text that must not be empty, if it is; said together with all else that is wrong. */
export function blank(pointer: string, text: string): readonly Issue[] {
  return text.trim() === '' ? [{ pointer, code: 'required' }] : [];
}
