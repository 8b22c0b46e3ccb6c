import type { Language } from '#shared/kernel/localized-text.ts';

/** What the house gives out on paper. */
export const LETTER_KINDS = [
  'decision',
  'receipt',
  'application',
  'bring-this',
  'proof',
  'procedure',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** A sheet of the usual size, or the roll of a counter's receipt printer. */
export type Paper = 'a4' | 'receipt';

/** A term and what stands for it. */
export interface LetterRow {
  readonly term: string;
  readonly value: string;
}

/** What a notice is for: a text that must not be taken for final, or wording that somebody has to confirm. */
export type NoticeTone = 'draft' | 'important' | 'to-confirm';

/**
 * A part of a letter. Every text is plain text: nothing in it is mark-up, line breaks of free text are kept, and
 * whoever shows it escapes it (LT1).
 */
export type LetterBlock =
  | { readonly kind: 'heading' | 'subheading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'rows'; readonly rows: readonly LetterRow[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'steps'; readonly items: readonly string[] }
  | {
      readonly kind: 'checklist';
      readonly items: readonly { readonly text: string; readonly isDone: boolean }[];
    }
  | { readonly kind: 'signature'; readonly of: string; readonly name: string }
  | { readonly kind: 'notice'; readonly tone: NoticeTone; readonly text: string };

/** A letter as data: the printer, the preview and a message are each made of it. */
export interface Letter {
  readonly kind: LetterKind;
  readonly language: Language;
  readonly paper: Paper;
  /** Who sends it, one line each. */
  readonly sender: readonly string[];
  readonly title: string;
  /** A word across the whole letter that nobody may overlook: that it is a draft, or withdrawn. */
  readonly mark: string | null;
  readonly blocks: readonly LetterBlock[];
  /** What stands at the foot of every page: the number, and when it was printed. */
  readonly foot: string;
}
