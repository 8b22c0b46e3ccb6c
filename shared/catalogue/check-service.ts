import { TimeUnit } from '#shared/service-level/time-rule.ts';
import type { FindingList } from './catalogue-finding.ts';
import { CATALOGUE_LIMITS } from './catalogue-limits.ts';
import { type ConditionScope, checkCondition, declareFields, type KnownField } from './check-condition.ts';
import { checkFields } from './check-fields.ts';
import { checkSupersession } from './check-links.ts';
import type { Findings } from './check-shape.ts';
import { type Declared, declare, refer, referEach } from './declare.ts';
import { findText, itemsOf, itemsOfMember, memberOf, type Place } from './place.ts';
import { StageId } from './public-service.ts';

/** What the catalogue declares at its top, for its services to refer to. */
export interface DeclaredAtTop {
  readonly roles: Declared;
  readonly channels: Declared;
  readonly commonFields: ReadonlyMap<string, KnownField>;
  /** By present and by former identifier. */
  readonly services: Declared;
}

/** Checks one service beyond its shape. */
export function checkService(service: Place, top: DeclaredAtTop, findings: Findings): void {
  const { defects } = findings;
  const items = (key: string): Generator<Place> => itemsOfMember(service, key);
  const variants = declare(items('variants'), 'variant', defects);
  const eligibility = declare(items('eligibility'), 'eligibility question', defects);
  const refusalReasons = declare(items('refusalReasons'), 'refusal reason', defects);
  const fields = declareFields(memberOf(service, 'fields'), 'field', defects);
  const scope = { field: fields, common: top.commonFields, eligibility };
  declare(items('evidence'), 'piece of evidence', defects);
  declare(items('fees'), 'fee', defects);
  declare(items('outcomes'), 'outcome', defects);

  checkFields(memberOf(service, 'fields'), 'field', scope, findings);
  checkSupersession(items('refusalReasons'), refusalReasons, 'refusal reason', defects);
  for (const question of items('eligibility')) checkEligibility(question, refusalReasons, findings);
  checkEvidence(items('evidence'), scope, defects);
  for (const fee of items('fees')) refer(memberOf(fee, 'variant'), 'variant', variants, defects);
  checkVariants(service, variants, fields.get('variant'), defects);
  checkStages(memberOf(service, 'stages'), 'stage', defects);
  checkSteps(memberOf(service, 'stages'), top.roles, defects);
  checkServiceLevel(memberOf(service, 'serviceLevel'), top.roles, defects);
  refer(memberOf(memberOf(service, 'approval'), 'byRole'), 'role', top.roles, defects);

  for (const provider of items('providers')) refer(memberOf(provider, 'role'), 'role', top.roles, defects);
  referEach(items('channels'), 'channel', top.channels, defects);
  for (const outcome of items('outcomes')) {
    referEach(itemsOfMember(outcome, 'delivery'), 'channel', top.channels, defects);
  }
  checkRelated(service, top.services, defects);
  checkNotEmpty(memberOf(service, 'audience'), 'kind of recipient', defects);
  checkNotEmpty(memberOf(service, 'outcomes'), 'outcome', defects);
}

/** Reports an empty list at `list`. */
export function checkNotEmpty(list: Place, what: string, defects: FindingList): void {
  if (Array.isArray(list.value) && list.value.length === 0) defects.add(list, 'empty-list', { what });
}

/** Checks that the list at `list` names the four stages in their order, each under `key`. */
export function checkStages(list: Place, key: 'stage' | 'id', defects: FindingList): void {
  if (!Array.isArray(list.value)) return;
  const order: readonly string[] = StageId.options;
  let inOrder = list.value.length === order.length;
  for (const stage of itemsOf(list)) {
    const name = findText(stage, key);
    // One that is no stage at all is reported with the shape.
    if (name !== undefined && order.includes(name)) inOrder &&= order[Number(stage.step)] === name;
  }
  if (!inOrder) defects.add(list, 'stage-order', { order });
}

function checkSteps(stages: Place, roles: Declared, defects: FindingList): void {
  const steps = [...itemsOf(stages)].flatMap((stage) => [...itemsOfMember(stage, 'steps')]);
  declare(steps, 'step', defects);
  for (const stage of itemsOf(stages)) checkNotEmpty(memberOf(stage, 'steps'), 'step', defects);
  for (const step of steps) {
    const responsible = memberOf(step, 'responsibleRole');
    if (responsible.value !== '') refer(responsible, 'role', roles, defects);
    referEach(itemsOfMember(step, 'coResponsibleRoles'), 'role', roles, defects);
    checkTime(memberOf(step, 'target'), defects);
  }
}

function checkEligibility(question: Place, refusalReasons: Declared, { defects, notes }: Findings): void {
  const reason = memberOf(question, 'refusalReason');
  refer(reason, 'refusal reason', refusalReasons, defects);
  if (findText(question, 'onFail') === 'refuse' && reason.value === undefined) {
    notes.add(question, 'refusal-without-reason');
  }
}

function checkEvidence(evidence: Iterable<Place>, scope: ConditionScope, defects: FindingList): void {
  for (const type of evidence) checkCondition(memberOf(type, 'requiredIf'), scope, defects);
}

/** The field named `variant` chooses the variant: its options and the variants are the same. */
function checkVariants(
  service: Place,
  variants: Declared,
  field: KnownField | undefined,
  defects: FindingList,
): void {
  for (const variant of itemsOfMember(service, 'variants')) checkTime(memberOf(variant, 'decision'), defects);
  const offered = [...variants].filter(([, place]) => memberOf(place, 'retired').value !== true);
  if (field === undefined) {
    if (offered.length > 0) defects.add(memberOf(service, 'variants'), 'no-variant-field');
    return;
  }
  if (field.type !== 'select') {
    if (variants.size > 0) defects.add(memberOf(field.place, 'type'), 'variant-field-not-select');
    return;
  }
  for (const option of itemsOfMember(field.place, 'options')) {
    const value = memberOf(option, 'value');
    if (value.value !== '') refer(value, 'variant', variants, defects);
  }
  for (const [id, place] of offered) {
    if (!field.options.has(id)) defects.add(place, 'variant-not-selectable', { id });
  }
}

function checkServiceLevel(level: Place, roles: Declared, defects: FindingList): void {
  const extendable = memberOf(level, 'extendable');
  refer(memberOf(extendable, 'byRole'), 'role', roles, defects);
  checkAtMost(memberOf(extendable, 'toMonths'), CATALOGUE_LIMITS.time.month, defects);
  checkAtMost(memberOf(level, 'maxCounterWaitMinutes'), CATALOGUE_LIMITS.time.minute, defects);
  checkAtMost(memberOf(level, 'targetHandlingMinutes'), CATALOGUE_LIMITS.time.minute, defects);
  checkTime(memberOf(level, 'decision'), defects);
  checkTime(memberOf(level, 'firstResponse'), defects);
}

function checkTime(rule: Place, defects: FindingList): void {
  const unit = TimeUnit.safeParse(memberOf(rule, 'unit').value);
  if (unit.success) checkAtMost(memberOf(rule, 'value'), CATALOGUE_LIMITS.time[unit.data], defects);
}

function checkAtMost(place: Place, maximum: number, defects: FindingList): void {
  const { value } = place;
  // What is not whole or not safely whole is reported with the shape.
  if (!Number.isSafeInteger(value) || (value as number) <= maximum) return;
  defects.add(place, 'number-too-large', { actual: value, maximum });
}

function checkRelated(service: Place, services: Declared, defects: FindingList): void {
  const own = findText(service, 'id');
  for (const related of itemsOfMember(service, 'relatedServices')) {
    const at = memberOf(related, 'id');
    if (own !== undefined && at.value === own) {
      defects.add(at, 'self-reference', { id: own, via: 'relatedServices' });
    } else refer(at, 'service', services, defects);
  }
}
