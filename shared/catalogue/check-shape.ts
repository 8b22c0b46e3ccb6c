import { z } from 'zod';
import { Condition } from '#shared/forms/condition.ts';
import { FieldKind } from '#shared/forms/field-definition.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { LocalizedText } from '#shared/kernel/localized-text.ts';
import { TimeUnit } from '#shared/service-level/time-rule.ts';
import type { FindingList } from './catalogue-finding.ts';
import { CATALOGUE_LIMITS } from './catalogue-limits.ts';
import type { Found, Wanted } from './catalogue-sentences.ts';
import { findText, isObject, itemsOf, memberOf, type Place, placeAt } from './place.ts';
import { Currency, ServiceIdentifier } from './public-service.ts';
import { RetentionPeriod } from './retention-period.ts';

/** Where findings go: defects refuse the file, notes do not. */
export interface Findings {
  readonly defects: FindingList;
  readonly notes: FindingList;
}

/** Texts that may be empty in both languages; every other text is filled. */
const MAY_BE_EMPTY: ReadonlySet<string | number> = new Set(['help', 'message', 'note', 'notice', 'output']);

/**
 * Walks `schema` and the document side by side, in the order of the document, and reports every difference. zod's own
 * report is not used for lists and objects: it would hold a million entries for a hostile file, in its own words.
 */
export function checkShape(schema: z.ZodType, place: Place, findings: Findings): void {
  const { inner, isNullable } = unwrap(schema);
  if (isNullable && place.value === null) return;
  if (inner instanceof z.ZodObject) checkObject(inner, place, findings);
  else if (inner instanceof z.ZodArray) checkList(inner, place, findings);
  else checkLeaf(inner, place, findings);
}

function checkObject(schema: z.ZodObject, place: Place, findings: Findings): void {
  const { value } = place;
  if (!isObject(value)) {
    findings.defects.add(place, 'wrong-type', { found: foundIn(value), wanted: wantedBy(schema) });
    return;
  }
  const isCondition = (schema as z.ZodType) === Condition;
  for (const key of Object.keys(value)) {
    const member = Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
    if (member !== undefined) checkShape(member as z.ZodType, memberOf(place, key), findings);
    else if (isCondition) findings.defects.add(place, 'condition-key', { key });
    else if (key.length <= CATALOGUE_LIMITS.keyCodePoints) {
      findings.notes.add(memberOf(place, key), 'unknown-key', { key });
    }
  }
  for (const [key, member] of Object.entries(schema.shape)) {
    if (Object.hasOwn(value, key) || member instanceof z.ZodOptional) continue;
    const wanted = wantedBy(member as z.ZodType);
    findings.defects.add(memberOf(place, key), 'missing', { key, wanted, allowed: choicesOf(member) });
  }
  if ((schema as z.ZodType) === LocalizedText) checkBothLanguages(place, findings);
}

function checkList(schema: z.ZodArray, place: Place, findings: Findings): void {
  if (!Array.isArray(place.value)) {
    findings.defects.add(place, 'wrong-type', { found: foundIn(place.value), wanted: 'list' });
    return;
  }
  for (const item of itemsOf(place)) checkShape(schema.element as z.ZodType, item, findings);
}

/** Both languages are filled or both are empty, and only some texts may be empty. */
function checkBothLanguages(place: Place, { defects }: Findings): void {
  const lv = findText(place, 'lv')?.trim();
  const en = findText(place, 'en')?.trim();
  if (lv === undefined || en === undefined) return;
  if (lv === '' && en === '') {
    if (!MAY_BE_EMPTY.has(place.step)) defects.add(place, 'empty-text');
  } else if (lv === '') defects.add(memberOf(place, 'lv'), 'one-language', { filled: 'en', empty: 'lv' });
  else if (en === '') defects.add(memberOf(place, 'en'), 'one-language', { filled: 'lv', empty: 'en' });
}

function checkLeaf(schema: z.ZodType, place: Place, { defects }: Findings): void {
  // A number that JSON cannot keep is reported by `checkTexts`.
  if (typeof place.value === 'number' && !Number.isFinite(place.value)) return;
  const parsed = schema.safeParse(place.value);
  const issue = parsed.success ? undefined : parsed.error.issues[0];
  if (issue === undefined) return;
  const at = placeAt(place, issue.path as (string | number)[]);
  const actual = at.value;
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') defects.add(at, 'empty-text');
      else if (issue.origin === 'array') defects.add(at, 'wrong-length', { length: Number(issue.minimum) });
      else defects.add(at, 'number-too-small', { actual, minimum: Number(issue.minimum) });
      break;
    case 'too_big':
      if (issue.origin === 'array') defects.add(at, 'wrong-length', { length: Number(issue.maximum) });
      else defects.add(at, 'number-too-large', { actual, maximum: Number(issue.maximum) });
      break;
    case 'invalid_value':
      addWrongChoice(schema, at, issue.values, defects);
      break;
    case 'invalid_format':
      defects.add(at, formCodeOf(schema), { actual });
      break;
    case 'invalid_type':
      if (issue.expected === 'int' && typeof actual === 'number') defects.add(at, 'not-whole', { actual });
      else defects.add(at, 'wrong-type', { found: foundIn(actual), wanted: wantedAt(schema, place, at) });
      break;
    default:
      defects.add(at, 'wrong-type', { found: foundIn(actual), wanted: wantedBy(schema) });
  }
}

function addWrongChoice(
  schema: z.ZodType,
  place: Place,
  allowed: readonly unknown[],
  defects: FindingList,
): void {
  const facts = { actual: place.value, allowed };
  if (schema === FieldKind) defects.add(place, 'unknown-field-type', facts);
  else if (schema === TimeUnit) defects.add(place, 'unknown-unit', facts);
  else defects.add(place, 'value-not-allowed', facts);
}

function formCodeOf(
  schema: z.ZodType,
): 'wrong-service-id' | 'unknown-currency' | 'not-a-period' | 'not-readable' {
  if (schema === ServiceIdentifier) return 'wrong-service-id';
  if (schema === Currency) return 'unknown-currency';
  return schema === RetentionPeriod ? 'not-a-period' : 'not-readable';
}

function unwrap(schema: z.ZodType): { inner: z.ZodType; isNullable: boolean } {
  let inner = schema;
  let isNullable = false;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
    isNullable ||= inner instanceof z.ZodNullable;
    inner = inner.unwrap() as z.ZodType;
  }
  return { inner, isNullable };
}

/** The only tuple of the format is a pair of whole numbers; zod reports its items by path. */
function wantedAt(schema: z.ZodType, place: Place, at: Place): Wanted {
  return schema instanceof z.ZodTuple && at !== place ? 'whole-number' : wantedBy(schema);
}

function choicesOf(schema: unknown): readonly unknown[] {
  if (schema instanceof z.ZodEnum) return schema.options;
  return schema instanceof z.ZodLiteral ? [...schema.values] : [];
}

function wantedBy(schema: z.ZodType): Wanted {
  const { inner } = unwrap(schema);
  if (inner === LocalizedText) return 'both-languages';
  if (inner instanceof z.ZodObject) return 'object';
  if (inner instanceof z.ZodArray || inner instanceof z.ZodTuple) return 'list';
  if (inner instanceof z.ZodNumber) return inner.isInt ? 'whole-number' : 'number';
  if (inner instanceof z.ZodBoolean) return 'truth';
  if (inner instanceof z.ZodUnion) return 'scalar';
  return inner instanceof z.ZodString ? 'text' : 'choice';
}

/** The kind of a JSON value that is there. */
export function foundIn(value: unknown): Found {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'truth';
    case 'object':
      return 'object';
    default:
      return unreachable(value as never);
  }
}
