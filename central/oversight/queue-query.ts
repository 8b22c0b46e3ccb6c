import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { CaseStatus } from '#shared/case/case-status.ts';
import { QueueUrgency } from '#shared/case/queue-urgency.ts';
import { ServiceIdentifier } from '#shared/catalogue/public-service.ts';
import { cleanText } from '#shared/kernel/clean-text.ts';
import { findReference } from '#shared/kernel/reference.ts';
import { QueueSort } from '#shared/protocol/oversight.ts';
import { OfficeId } from '#shared/service-level/office.ts';
import type { OversightScope } from './oversight-scope.ts';
import { type UrgencyBounds, urgencyExpression } from './urgency-bounds.ts';

/** Several values with commas between them; nothing asks for all. */
function listOf<Item extends z.ZodType<string, string>>(item: Item) {
  return z
    .string()
    .max(2_000)
    .optional()
    .transform((text) => (text ?? '').split(',').filter((part) => part !== ''))
    .pipe(z.array(item).max(100));
}

/** What the queue is narrowed to. All that is named must fit; of several values of one kind, any. */
export const QueueFilter = z.object({
  office: listOf(OfficeId),
  service: listOf(ServiceIdentifier),
  status: listOf(CaseStatus),
  urgency: listOf(QueueUrgency),
  /** A reference, whole or a part of it, as a person types it. */
  reference: z.string().max(60).optional(),
});
export type QueueFilter = z.infer<typeof QueueFilter>;

/** The query of `GET /api/oversight/cases`. */
export const QueueQuery = QueueFilter.extend({
  sort: QueueSort.default('deadline'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
export type QueueQuery = z.infer<typeof QueueQuery>;

/** The condition on `service_case` that a filter makes for a person with this scope: open cases of the institution. */
export function queueCondition(
  institution: string,
  scope: OversightScope,
  filter: QueueFilter,
  bounds: UrgencyBounds,
): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = [
    sql<boolean>`institution = ${institution}`,
    sql<boolean>`closed_at is null`,
    scopeCondition(scope),
  ];
  if (filter.office.length > 0) conditions.push(sql<boolean>`office = any(${filter.office}::text[])`);
  if (filter.service.length > 0) conditions.push(sql<boolean>`service = any(${filter.service}::text[])`);
  if (filter.status.length > 0) conditions.push(sql<boolean>`status = any(${filter.status}::text[])`);
  if (filter.urgency.length > 0) {
    conditions.push(sql<boolean>`${urgencyExpression(bounds)} = any(${filter.urgency}::text[])`);
  }
  const typed = cleanText(filter.reference ?? '', 'one-line');
  if (typed !== '') conditions.push(referenceCondition(typed));
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** The condition that a scope makes on `service_case`. */
export function scopeCondition(scope: OversightScope): RawBuilder<boolean> {
  if (scope.kind === 'everything') return sql<boolean>`true`;
  return sql<boolean>`(service = any(${scope.services}::text[]) or office = any(${scope.offices}::text[]))`;
}

/** A whole reference is looked up in any way it can be read; of a part, only case, spaces and hyphens are forgiven. */
function referenceCondition(typed: string): RawBuilder<boolean> {
  const whole = findReference(typed);
  if (whole !== undefined) return sql<boolean>`reference = ${whole}`;
  const bare = typed.toUpperCase().replace(/[\s\u2010-\u2015\u2212-]/g, '');
  return sql<boolean>`position(${bare} in replace(reference, '-', '')) > 0`;
}
