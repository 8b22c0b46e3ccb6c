import type { FindingList } from './catalogue-finding.ts';
import { type Declared, declare, refer } from './declare.ts';
import { findText, isObject, itemsOf, itemsOfMember, memberOf, type Place } from './place.ts';

/** A field that conditions may look at: its type as written, and its options when it is a select. */
export interface KnownField {
  readonly place: Place;
  readonly type: string | undefined;
  readonly options: Declared;
}

/** Everything that the conditions of one service, or of the common fields, may look at. */
export interface ConditionScope {
  readonly field: ReadonlyMap<string, KnownField>;
  readonly common: ReadonlyMap<string, KnownField>;
  readonly eligibility: Declared;
}

const SOURCES = ['field', 'common', 'eligibility'] as const;
const WORDS = { field: 'field', common: 'common field', eligibility: 'eligibility question' } as const;
const OPERATORS = ['equals', 'notEquals', 'in', 'notIn'] as const;

/** The fields that the list at `list` declares; reports duplicate identifiers and duplicate option values. */
export function declareFields(
  list: Place,
  what: string,
  defects: FindingList,
): ReadonlyMap<string, KnownField> {
  const places = [...itemsOf(list)];
  const options = new Map<Place, Declared>();
  for (const place of places) {
    options.set(place, declare(itemsOfMember(place, 'options'), 'option value', defects, 'value', 'free'));
  }
  const known = new Map<string, KnownField>();
  for (const [id, place] of declare(places, what, defects)) {
    known.set(id, { place, type: findText(place, 'type'), options: options.get(place) ?? new Map() });
  }
  return known;
}

/**
 * Checks the condition at `place`, if there is one: one source that exists, one operator, and values that the source
 * can have. Wrong kinds of JSON values are reported with the shape.
 */
export function checkCondition(place: Place, scope: ConditionScope, defects: FindingList): void {
  const { value } = place;
  if (!isObject(value)) return;
  const sources = SOURCES.filter((source) => Object.hasOwn(value, source));
  const operators = OPERATORS.filter((operator) => Object.hasOwn(value, operator));
  for (const source of sources) refer(memberOf(place, source), WORDS[source], scope[source], defects);
  if (sources.length !== 1) defects.add(place, 'condition-source');
  if (operators.length !== 1) defects.add(place, 'condition-operator');
  const [source] = sources;
  for (const operator of operators) {
    const operand = memberOf(place, operator);
    const isList = operator === 'in' || operator === 'notIn';
    if (isList && Array.isArray(operand.value) && operand.value.length === 0) {
      defects.add(operand, 'empty-list', { what: 'value' });
    }
    if (source === undefined || sources.length > 1) continue;
    for (const compared of isList ? itemsOf(operand) : [operand]) {
      checkComparison(compared, source, findText(place, source) ?? '', scope, defects);
    }
  }
}

function checkComparison(
  place: Place,
  source: (typeof SOURCES)[number],
  name: string,
  scope: ConditionScope,
  defects: FindingList,
): void {
  const actual = place.value;
  if (typeof actual !== 'string' && typeof actual !== 'number' && typeof actual !== 'boolean') return;
  if (!scope[source].has(name)) return;
  const field = source === 'eligibility' ? undefined : scope[source].get(name);
  if (field?.type === 'select') {
    if (typeof actual === 'string' && field.options.has(actual)) return;
    defects.add(place, 'not-an-option', { name, actual, allowed: field.options });
    return;
  }
  const wanted = wantedBy(field?.type ?? 'boolean');
  if (typeof actual !== { truth: 'boolean', number: 'number', text: 'string' }[wanted]) {
    defects.add(place, 'wrong-comparison', { name, actual, wanted });
  }
}

function wantedBy(type: string): 'truth' | 'number' | 'text' {
  if (type === 'boolean') return 'truth';
  return type === 'number' || type === 'money' ? 'number' : 'text';
}
