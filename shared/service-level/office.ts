import { z } from 'zod';
import { LocalizedText } from '#shared/kernel/localized-text.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { ClockTime } from './clock-time.ts';
import { OpeningHours, OpeningIntervals, WeekdayKey } from './opening-hours.ts';

/** One office of the institution. Stable, never reused. */
export const OfficeId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'not-an-office-id')
  .brand<'OfficeId'>();
export type OfficeId = z.infer<typeof OfficeId>;

/** Three capital letters: the first part of every reference number that the office gives out. */
export const OfficeCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'not-an-office-code')
  .brand<'OfficeCode'>();
export type OfficeCode = z.infer<typeof OfficeCode>;

/** One counter, unique in the whole institution: `SMI-1`. */
export const CounterId = z
  .string()
  .regex(/^[A-Z0-9][A-Za-z0-9-]{0,30}$/, 'not-a-counter-id')
  .brand<'CounterId'>();
export type CounterId = z.infer<typeof CounterId>;

/** What kind of place an office is. */
export const OfficeKind = z.enum(['unified-centre', 'regional-office', 'contact-point', 'mobile']);
export type OfficeKind = z.infer<typeof OfficeKind>;

/** A text that a person will read; empty in neither language. */
const FilledText = LocalizedText.refine(({ lv, en }) => lv.trim() !== '' && en.trim() !== '', 'text-missing');

/** A text that may be left out, but then in both languages. */
const OptionalText = LocalizedText.refine(
  ({ lv, en }) => (lv.trim() === '') === (en.trim() === ''),
  'text-in-one-language',
);

/** One date with hours of its own, which replace everything else known of that date. */
export const SpecialDay = z.looseObject({ date: PlainDate, open: OpeningIntervals, reason: OptionalText });
export type SpecialDay = z.infer<typeof SpecialDay>;

/** How an office reaches the centre, and when an office that is mostly offline is expected to. */
export const Connectivity = z.looseObject({
  mode: z.enum(['online', 'intermittent', 'offline-first']),
  expectedOutagesPerWeek: z.int().min(0),
  syncWindows: z.array(
    z
      .looseObject({ day: WeekdayKey, from: ClockTime, to: ClockTime })
      .refine(({ from, to }) => from < to, { error: 'ends-before-it-begins', path: ['to'] }),
  ),
});
export type Connectivity = z.infer<typeof Connectivity>;

/** One place where a clerk serves. `services` are identifiers of the catalogue, or every service of the office. */
export const Counter = z.looseObject({
  id: CounterId,
  name: FilledText,
  modes: z.array(z.enum(['walk-in', 'appointment'])),
  services: z.union([z.literal('all'), z.array(z.string().min(1))]),
});
export type Counter = z.infer<typeof Counter>;

/**
 * One office. Keys that the program does not read (address, contact, accessibility, …) are kept as they came.
 * `followsMovedWorkdays`: whether the Cabinet's moved working days hold here ([SL10] in `docs/service-level.md`).
 */
export const Office = z.looseObject({
  id: OfficeId,
  code: OfficeCode,
  kind: OfficeKind,
  name: FilledText,
  municipality: FilledText,
  settlement: z.string().min(1),
  openingHours: OpeningHours,
  specialDays: z.array(SpecialDay),
  followsMovedWorkdays: z.boolean(),
  connectivity: Connectivity,
  ticketPrefix: z.string().regex(/^[A-Z]{1,2}$/, 'not-a-ticket-prefix'),
  counters: z.array(Counter),
  services: z.array(z.string().min(1)),
});
export type Office = z.infer<typeof Office>;
