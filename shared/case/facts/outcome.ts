import { z } from 'zod';

/** The final outcomes (requirement R1). Exactly one of them closes a case. */
export const OutcomeKind = z.enum([
  'fulfilled',
  'partly-fulfilled',
  'refused',
  'forwarded',
  'withdrawn',
  'lapsed',
]);
export type OutcomeKind = z.infer<typeof OutcomeKind>;

/** The outcome of a case: its kind and, where the catalogue names it, which of the service's outcomes. */
export const Outcome = z.object({ kind: OutcomeKind, outcome: z.string().optional() });
export type Outcome = z.infer<typeof Outcome>;

/** What the catalogue's kinds of outcome are for a case. An unmet need has lapsed, and is on record as a need. */
export const OUTCOME_OF_CATALOGUE_KIND = {
  granted: 'fulfilled',
  'partly-granted': 'partly-fulfilled',
  refused: 'refused',
  forwarded: 'forwarded',
  withdrawn: 'withdrawn',
  unmet: 'lapsed',
} as const satisfies Record<string, OutcomeKind>;
