import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { Language, LocalizedText } from '#shared/kernel/localized-text.ts';
import { TimeRule } from '#shared/service-level/time-rule.ts';
import type { CatalogueChange, ChangedValue } from './catalogue-change.ts';

/** How the values of each key of a thing are compared and told. */
export type AspectKinds = Readonly<Record<string, ChangedValue['kind']>>;

/** A thing of the catalogue by its keys. */
export type Thing = Readonly<Record<string, unknown>>;

/** Whether two values are the same content, whatever the order of keys. */
export function isSameContent(before: unknown, after: unknown): boolean {
  return contentOf(before) === contentOf(after);
}

/** One change for each key of `kinds` whose value is another. A flag that is left out is false. */
export function compareAspects(
  before: Thing,
  after: Thing,
  kinds: AspectKinds,
): readonly Extract<CatalogueChange['change'], { what: 'changed' }>[] {
  return Object.entries(kinds).flatMap(([aspect, kind]) => {
    const [was, is] =
      kind === 'flag' ? [before[aspect] === true, after[aspect] === true] : [before[aspect], after[aspect]];
    if (isSameContent(was, is)) return [];
    return [{ what: 'changed' as const, aspect, value: changedValue(kind, was, is) }];
  });
}

function contentOf(value: unknown): string {
  return value === undefined ? '' : canonicalJson(value as Json);
}

/** The value as its kind tells it; what was left out on one side, where the kind cannot say so, stays unsaid. */
function changedValue(kind: ChangedValue['kind'], was: unknown, is: unknown): ChangedValue {
  switch (kind) {
    case 'text': {
      const before = LocalizedText.safeParse(was);
      const after = LocalizedText.safeParse(is);
      if (!before.success || !after.success) return { kind: 'unsaid' };
      const languages = Language.options.filter((language) => before.data[language] !== after.data[language]);
      return { kind, before: before.data, after: after.data, languages };
    }
    case 'time':
      return {
        kind,
        before: TimeRule.safeParse(was).data ?? null,
        after: TimeRule.safeParse(is).data ?? null,
      };
    case 'number':
      return { kind, before: numberIn(was), after: numberIn(is) };
    case 'flag':
      return { kind, before: was === true, after: is === true };
    case 'role':
    case 'word':
      return typeof was === 'string' && typeof is === 'string'
        ? { kind, before: was, after: is }
        : { kind: 'unsaid' };
    case 'unsaid':
      return { kind };
  }
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
