import type { Loose } from './demo-catalogue.ts';

/**
 * One way to break the demonstration catalogue: the rule, what is broken, how, and the defects (`pointer code`) that
 * must be found, no more and no fewer. Service 0 has no variants; service 1 has four.
 */
export type DefectRow = readonly [
  rule: string,
  what: string,
  change: (document: Loose) => void,
  ...defects: readonly string[],
];

/** A text that is empty in both languages. */
export const empty = { lv: '', en: '' };
/** A text in both languages. */
export const both = { lv: 'Teksts', en: 'Text' };
/** A right select field with the option `a`. */
export const select = (id: string, more: object = {}): object => ({
  id,
  type: 'select',
  label: both,
  required: false,
  validation: {},
  help: empty,
  sensitivity: 'none',
  options: [{ value: 'a', label: both }],
  ...more,
});
/** The first service. */
export const s0 = (d: Loose): Loose => d.services[0];
/** The second service. */
export const s1 = (d: Loose): Loose => d.services[1];
