import type { Language, LocalizedText } from '#shared/kernel/localized-text.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';

/** What kind of thing of a catalogue changed. */
export const CHANGED_PARTS = [
  'service',
  'variant',
  'question',
  'field',
  'option',
  'evidence',
  'fee',
  'step',
  'outcome',
  'refusal-reason',
  'legal-basis',
  'channel',
  'provider',
  'related-service',
  'role',
  'stage',
  'catalogue',
] as const;
export type ChangedPart = (typeof CHANGED_PARTS)[number];

/** How a value was and how it is. What cannot be said in a few words is `unsaid`: only that it is another. */
export type ChangedValue =
  | {
      readonly kind: 'text';
      readonly before: LocalizedText;
      readonly after: LocalizedText;
      /** The languages in which it reads otherwise. */
      readonly languages: readonly Language[];
    }
  | { readonly kind: 'time'; readonly before: TimeRule | null; readonly after: TimeRule | null }
  | { readonly kind: 'number'; readonly before: number | null; readonly after: number | null }
  | { readonly kind: 'flag'; readonly before: boolean; readonly after: boolean }
  /** The identifier of a role of the catalogue. */
  | { readonly kind: 'role'; readonly before: string; readonly after: string }
  /** A literal of the format, or a text without languages. */
  | { readonly kind: 'word'; readonly before: string; readonly after: string }
  | { readonly kind: 'unsaid' };

/** One difference between two versions of a catalogue. */
export interface CatalogueChange {
  readonly part: ChangedPart;
  /** The identifier within its list; empty for the service, the catalogue, and the order of a list. */
  readonly id: string;
  /** What it is called after the change, or was called before it was taken out. */
  readonly title: LocalizedText;
  /** The field of an option, the stage of a step. */
  readonly of: LocalizedText | null;
  /** The variant of the service that it is about, when it is about one. */
  readonly variant: string | null;
  readonly change:
    | { readonly what: 'added' | 'removed' | 'retired' | 'restored' }
    /** `aspect` is the key of the format, or `order`. */
    | { readonly what: 'changed'; readonly aspect: string; readonly value: ChangedValue };
}
