import { type RequestFields, requestFieldsOf } from '#shared/case/request/request-fields.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
import type { CaseState } from '../case-state.ts';

/**
 * The facts of a case that two people may change at the same time, by their pointers: the fields of the request, and
 * where the case stands. What is only added to a case (notes, files, what the applicant was told) can not collide and
 * is not among them; neither is who did something or when.
 */
export function caseFieldsOf(state: CaseState | undefined): RequestFields {
  if (state === undefined) return new Map();
  const { decision, handOver, waiting, way, result, followUp, outcome, review, responsible } = state;
  const course: Record<string, unknown> = {
    '/status': state.status,
    '/step': state.nextStep,
    '/waiting': waiting && { question: waiting.question, until: waiting.until },
    '/conformity': state.conformity,
    '/justification': state.justification,
    '/decision': decision?.content,
    '/approval': decision?.approvedBy,
    '/way': way?.way,
    '/preparation': none(state.preparation),
    '/actions': none(state.actions),
    '/result': result && { what: result.what, documents: result.documents },
    '/handedOut': result?.handedOut,
    '/outcome': outcome,
    '/review': review,
    '/followUp': followUp,
    '/extension': state.clock.extension,
    '/responsible': responsible,
    '/handOver': handOver && { to: handOver.to },
  };
  for (const [name, value] of Object.entries(state.classification)) {
    course[pointerOf(['classification', name])] = value;
  }
  const fields = new Map(requestFieldsOf(state.request));
  for (const [field, value] of Object.entries(course)) {
    // What is optional inside is left out, so that two that say the same are the same.
    if (value !== undefined && value !== null) fields.set(field, JSON.parse(JSON.stringify(value)) as Json);
  }
  return fields;
}

function none<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}
