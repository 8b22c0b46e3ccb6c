import { z } from 'zod';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { limitedText } from '#shared/person/limited-text.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';

/** Where and how the result is provided (requirement R51). */
export const WayOfProvision = z.enum([
  'at-counter-now',
  'at-counter-later',
  'remotely',
  'at-home',
  'through-partner',
]);
export type WayOfProvision = z.infer<typeof WayOfProvision>;

/** One line of a checklist: what there is to be and whether it is. */
export const ChecklistItem = z.object({ text: limitedText(1, DETAIL_LIMITS.line), isDone: z.boolean() });
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/** A checklist as it is typed. */
export const TypedChecklist = z.array(ChecklistItem.extend({ text: z.string() })).max(50);
export type TypedChecklist = z.infer<typeof TypedChecklist>;

/** A document that came of the case, by its title and number. */
export const ResultDocument = z.object({
  title: limitedText(1, DETAIL_LIMITS.line),
  number: limitedText(1, DETAIL_LIMITS.line).optional(),
});
export type ResultDocument = z.infer<typeof ResultDocument>;

/** A document of the result as it is typed. */
export const TypedDocument = z.object({ title: z.string(), number: z.string().optional() });
export type TypedDocument = z.infer<typeof TypedDocument>;

/** To whom the result was given, when and by which channel (requirement R5). */
export const HandedOut = z.object({
  to: z.enum(['applicant', 'representative', 'other']),
  name: limitedText(1, DETAIL_LIMITS.line).optional(),
  channel: z.string(),
  on: PlainDate,
  /** Why it was given to a representative whose authority was in question on that day. */
  reason: limitedText(1, DETAIL_LIMITS.reason).optional(),
});
export type HandedOut = z.infer<typeof HandedOut>;

/** A handing out as it is typed. */
export const TypedHandedOut = HandedOut.extend({
  name: z.string().optional(),
  reason: z.string().optional(),
});
export type TypedHandedOut = z.infer<typeof TypedHandedOut>;

/** What was done and what came of it (requirement R55). */
export interface Result {
  readonly what: string;
  readonly documents: readonly ResultDocument[];
  readonly handedOut: HandedOut | null;
}
