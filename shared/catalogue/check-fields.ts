import { FieldKind, type FieldValidation } from '#shared/forms/field-definition.ts';
import type { FindingList } from './catalogue-finding.ts';
import { type ConditionScope, checkCondition, type KnownField } from './check-condition.ts';
import { checkLinks, checkSupersession } from './check-links.ts';
import type { Findings } from './check-shape.ts';
import { refer } from './declare.ts';
import { findText, isObject, itemsOf, memberOf, type Place } from './place.ts';

type ValidationKey = keyof FieldValidation;

const OF_TEXT: readonly ValidationKey[] = ['pattern', 'minLength', 'maxLength', 'check'];

/** The validation keys that mean something for each type. Others are kept and ignored with a note. */
const MEANINGFUL = {
  text: [...OF_TEXT, 'latvianLetters', 'country'],
  textarea: [...OF_TEXT, 'latvianLetters'],
  number: ['min', 'max'],
  money: ['min', 'max'],
  date: ['notFuture', 'notPast', 'maxAgeDays', 'minDaysAhead', 'maxDaysAhead', 'notBeforeField'],
  select: [],
  boolean: [],
  'person-code': OF_TEXT,
  'registration-number': OF_TEXT,
  address: [...OF_TEXT, 'country'],
  phone: [...OF_TEXT, 'country'],
  email: OF_TEXT,
  iban: [...OF_TEXT, 'country'],
  'document-number': [...OF_TEXT, 'country'],
} as const satisfies Record<FieldKind, readonly ValidationKey[]>;

const ALL_KEYS = new Set<string>(Object.values(MEANINGFUL).flat());

const PAIRS = [
  ['min', 'max'],
  ['minLength', 'maxLength'],
  ['minDaysAhead', 'maxDaysAhead'],
] as const;

/** Two hundred years: beyond it a date may leave the calendar. */
const MOST_DAYS = 73_000;

/**
 * Checks the fields of the list at `list` beyond their shape: validation, options, conditions, references between
 * them, circles. `own` says which of the scope's two kinds of fields the list declares.
 */
export function checkFields(
  list: Place,
  own: 'field' | 'common',
  scope: ConditionScope,
  findings: Findings,
): void {
  const { defects } = findings;
  for (const field of itemsOf(list)) {
    checkValidation(field, scope[own], findings);
    checkOptions(field, findings);
    checkCondition(memberOf(field, 'showIf'), scope, defects);
    checkCondition(memberOf(field, 'requiredIf'), scope, defects);
  }
  checkLinks(
    scope[own],
    'showIf',
    (field) => {
      const condition = memberOf(field, 'showIf');
      const source = memberOf(condition, 'field');
      // Among the common fields both words mean a common field.
      return source.value === undefined && own === 'common' ? memberOf(condition, 'common') : source;
    },
    defects,
  );
  checkSupersession(itemsOf(list), fieldPlaces(scope[own]), 'field', defects);
}

function fieldPlaces(fields: ReadonlyMap<string, KnownField>): ReadonlyMap<string, Place> {
  return new Map([...fields].map(([id, field]) => [id, field.place]));
}

function checkValidation(
  field: Place,
  known: ReadonlyMap<string, KnownField>,
  { defects, notes }: Findings,
): void {
  const validation = memberOf(field, 'validation');
  if (!isObject(validation.value)) return;
  const type = FieldKind.safeParse(memberOf(field, 'type').value);
  if (type.success) {
    const meaningful: readonly string[] = MEANINGFUL[type.data];
    for (const key of Object.keys(validation.value)) {
      if (!ALL_KEYS.has(key) || meaningful.includes(key)) continue;
      notes.add(memberOf(validation, key), 'useless-validation', { key, type: type.data });
    }
  }
  for (const [lower, upper] of PAIRS) {
    const [low, high] = [memberOf(validation, lower), memberOf(validation, upper)];
    if (typeof low.value !== 'number' || typeof high.value !== 'number' || low.value <= high.value) continue;
    defects.add(low, 'limits-crossed', { lower, upper });
  }
  for (const key of ['maxAgeDays', 'minDaysAhead', 'maxDaysAhead'] as const) {
    const days = memberOf(validation, key);
    if (typeof days.value !== 'number' || days.value <= MOST_DAYS) continue;
    defects.add(days, 'number-too-large', { actual: days.value, maximum: MOST_DAYS });
  }
  const pattern = memberOf(validation, 'pattern');
  if (typeof pattern.value === 'string' && !isPattern(pattern.value)) defects.add(pattern, 'not-a-pattern');
  checkNotBefore(memberOf(validation, 'notBeforeField'), findText(field, 'id'), known, defects);
}

/** Whether `source` works as a pattern for a whole value; some are refused only when they first run. */
function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u');
    new RegExp(`^(?:${source})$`, 'u').test('');
    return true;
  } catch {
    return false;
  }
}

function checkNotBefore(
  place: Place,
  id: string | undefined,
  known: ReadonlyMap<string, KnownField>,
  defects: FindingList,
): void {
  const name = place.value;
  if (typeof name !== 'string') return;
  const other = known.get(name);
  if (name === id) defects.add(place, 'self-reference', { id, via: 'notBeforeField' });
  else if (other !== undefined && other.type !== 'date') defects.add(place, 'not-a-date-field', { name });
  else refer(place, 'field', known, defects);
}

function checkOptions(field: Place, { defects, notes }: Findings): void {
  const options = memberOf(field, 'options');
  const type = FieldKind.safeParse(memberOf(field, 'type').value);
  if (!type.success) return;
  if (type.data !== 'select') {
    if (options.value !== undefined) notes.add(options, 'useless-options', { type: type.data });
    return;
  }
  const isRetired = memberOf(field, 'retired').value === true;
  const isList = options.value === undefined || Array.isArray(options.value);
  if (isList && !isRetired && !isAnyOffered(options)) defects.add(options, 'select-without-options');
  const values = new Map<string, Place>();
  for (const option of itemsOf(options)) {
    const value = findText(option, 'value');
    if (value !== undefined && !values.has(value)) values.set(value, option);
  }
  checkSupersession(itemsOf(options), values, 'option value', defects);
}

function isAnyOffered(options: Place): boolean {
  for (const option of itemsOf(options)) if (memberOf(option, 'retired').value !== true) return true;
  return false;
}
