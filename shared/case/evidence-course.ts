import type { PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { CaseEvent } from './case-event.ts';
import type { EvidenceRecord } from './request/service-request.ts';

/** What happened with a piece of evidence: it was asked for until a day, or something was recorded of it. */
export type EvidenceStep = { readonly at: Instant; readonly by: PersonId } & (
  | { readonly kind: 'asked'; readonly until: PlainDate }
  | { readonly kind: 'recorded'; readonly record: EvidenceRecord }
);

/** The course of each piece of evidence of a case, by its id, from the case's events in their order (RG18). */
export function evidenceCourse(events: readonly CaseEvent[]): ReadonlyMap<string, readonly EvidenceStep[]> {
  const course = new Map<string, EvidenceStep[]>();
  const add = (id: string, step: EvidenceStep): void =>
    void course.set(id, [...(course.get(id) ?? []), step]);
  for (const event of events) {
    const { at, by } = event.origin;
    if (event.kind === 'applicant-asked') {
      for (const id of event.evidence) add(id, { at, by, kind: 'asked', until: event.until });
    }
    if (event.kind !== 'registered' && event.kind !== 'evidence-received') continue;
    const records = event.kind === 'registered' ? event.request.evidence : event.evidence;
    for (const [id, record] of Object.entries(records)) add(id, { at, by, kind: 'recorded', record });
  }
  return course;
}
