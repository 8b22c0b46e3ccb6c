import { z } from 'zod';
import { findReference } from '#shared/kernel/reference.ts';

/** Any run of characters out of `CES-7K2-000142-K`; as few digits as keep a person code from being taken for one. */
const PART = new RegExp(
  `^(?:${[
    '[0-9A-Z]{1,3}|[0-9]{1,9}',
    '[A-Z]{0,3}-[0-9A-Z]{0,3}|[0-9A-Z]{0,3}-[0-9]{0,9}|[0-9]{0,9}-[0-9A-Z]?',
    '[A-Z]{0,3}-[0-9A-Z]{3}-[0-9]{0,9}|[0-9A-Z]{0,3}-[0-9]{1,9}-[0-9A-Z]?',
    '[A-Z]{0,3}-[0-9A-Z]{3}-[0-9]{1,9}-[0-9A-Z]?',
  ].join('|')})$`,
);

/**
 * The part of a reference that a person typed, as references are written, or `undefined` when no reference holds it.
 * A name or a person code is never a part, and so never gets into an address.
 */
export function findPartOfReference(typed: string): string | undefined {
  const whole = findReference(typed);
  if (whole !== undefined) return whole;
  const text = typed
    .toUpperCase()
    .replace(/\s/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
  return PART.test(text) ? text : undefined;
}

/** Part of a reference, as an address keeps it. */
export const PartOfReference = z.string().refine((text) => findPartOfReference(text) === text);
