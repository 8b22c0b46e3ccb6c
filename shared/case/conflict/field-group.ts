/**
 * What the facts of a case are to people who change them at the same time (`docs/conflicts.md` CF1). `person`: of two
 * different values a person chooses one. `arrival`: the one that arrives later stands, and the other stays in history.
 */
export const FIELD_GROUPS = {
  /** Who asks and who acts for them. */
  identity: 'person',
  /** What was shown or handed in, with the numbers of the documents. */
  document: 'person',
  /** How the applicant is reached and answered. */
  contact: 'arrival',
  /** The need in the applicant's own words. */
  remarks: 'arrival',
  /** What is asked for: answers to the service's own questions, and how the request is classified. */
  service: 'person',
  fee: 'person',
  /** How far the case has got and what was found and decided on the way. */
  status: 'person',
  /** Who answers for it. */
  assignment: 'person',
} as const satisfies Record<string, 'person' | 'arrival'>;
export type FieldGroup = keyof typeof FIELD_GROUPS;

/** Groups whose change is a case for a person when a decision was taken that its author had not seen (CF6). */
const DECIDED_ON: readonly FieldGroup[] = ['identity', 'document', 'service', 'fee'];

const GROUP_OF_PLACE: Readonly<Record<string, FieldGroup>> = {
  applicant: 'identity',
  representative: 'identity',
  evidence: 'document',
  common: 'contact',
  need: 'remarks',
  values: 'service',
  classification: 'service',
  fees: 'fee',
  responsible: 'assignment',
  handOver: 'assignment',
};

/** The group of a field, by its pointer in the case. What is no part of the request is the course of the case. */
export function groupOf(field: string): FieldGroup {
  if (field === '/representative/documentNumber') return 'document';
  const [, place = ''] = field.split('/');
  return Object.hasOwn(GROUP_OF_PLACE, place) ? (GROUP_OF_PLACE[place] ?? 'status') : 'status';
}

/** Whether of two values of the field a person has to choose. */
export function needsPerson(field: string): boolean {
  return FIELD_GROUPS[groupOf(field)] === 'person';
}

/** Whether a decision rests on the field. */
export function isDecidedOn(field: string): boolean {
  return DECIDED_ON.includes(groupOf(field));
}
