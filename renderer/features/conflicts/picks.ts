import type { Conflict, FieldConflict } from '#shared/case/conflict/conflict.ts';
import type { FieldCorrection } from '#shared/case/steps/correct-request.ts';
import type { Choice } from '#shared/case/steps/resolve-conflict.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';

/** What was chosen of one field; `text` is what was typed for another value than both. */
export interface Pick {
  readonly take: 'mine' | 'theirs' | 'other';
  readonly text: string;
}

/** What was chosen so far: field by field, or for the whole operation under `WHOLE`. */
export type Picks = Readonly<Record<string, Pick>>;

/** Where the choice about an operation that is no correction stands. */
export const WHOLE = '/';

const OF_THE_REQUEST: ReadonlySet<string> = new Set([
  'applicant',
  'representative',
  'common',
  'need',
  'values',
  'evidence',
  'fees',
]);

/** The fields of a comparison in which something is chosen; the others only say how the case stands. */
export function choosable({ fields }: Conflict): readonly FieldConflict[] {
  return fields.filter(({ field }) => OF_THE_REQUEST.has(field.split('/')[1] ?? ''));
}

/** The choice that the picks make, or undefined while a field is open or nothing was typed for it. */
export function findChoice(conflict: Conflict, picks: Picks, isByField: boolean): Choice | undefined {
  if (!isByField) {
    const take = picks[WHOLE]?.take;
    if (take === 'mine') return { take, version: conflict.version };
    return take === 'theirs' ? { take } : undefined;
  }
  const changes: FieldCorrection[] = [];
  for (const row of choosable(conflict)) {
    const value = chosenValue(row, picks[row.field]);
    if (value === undefined) return undefined;
    changes.push({ field: row.field, base: row.theirs, value });
  }
  return changes.length === 0 ? undefined : { take: 'each', changes };
}

/** What will stand in the field by this pick; undefined while that is open. */
export function chosenValue(row: FieldConflict, pick: Pick | undefined): Json | undefined {
  switch (pick?.take) {
    case 'mine':
      return row.mine;
    case 'theirs':
      return row.theirs;
    case 'other':
      return pick.text.trim() === '' ? undefined : typedValue(row, pick.text.trim());
    default:
      return undefined;
  }
}

/** What can be typed for the field in place of both values, as text to begin with; undefined where nothing can. */
export function typedText({ mine, theirs }: FieldConflict): string | undefined {
  const value = theirs ?? mine;
  if (typeof value === 'string') return value;
  return findPersonCode(value) ?? findDocumentNumber(value);
}

function typedValue({ mine, theirs }: FieldConflict, text: string): Json | undefined {
  const value = theirs ?? mine;
  if (typeof value === 'string') return text;
  if (findPersonCode(value) !== undefined) return { kind: 'person-code', personCode: { code: text } };
  if (findDocumentNumber(value) !== undefined) return { ...(value as object), documentNumber: text };
  return undefined;
}

function findPersonCode(value: Json): string | undefined {
  const code = memberOf(memberOf(value, 'personCode'), 'code');
  return typeof code === 'string' ? code : undefined;
}

function findDocumentNumber(value: Json): string | undefined {
  const number = memberOf(value, 'documentNumber');
  return typeof number === 'string' ? number : undefined;
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return (value as { readonly [key: string]: Json | undefined })[name];
}
