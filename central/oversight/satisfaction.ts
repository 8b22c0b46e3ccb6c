import { sql } from 'kysely';
import type { InstitutionDatabase } from '#central/directory/people.ts';
import type { SatisfactionAnswer, SatisfactionFigures } from '#shared/protocol/satisfaction.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import type { OversightScope } from './oversight-scope.ts';
import { scopeCondition } from './queue-query.ts';

/** SA8: of fewer answers than these nothing is told, because they could be guessed to be somebody's. */
const FEWEST = 5;

/** Keeps what recipients said at an office, each token once (SA6). */
export async function keepAnswers(
  { kysely, institution }: InstitutionDatabase,
  office: OfficeId,
  answers: readonly SatisfactionAnswer[],
): Promise<void> {
  await kysely
    .insertInto('satisfaction_answer')
    .values(
      answers.map(({ token, service, week, scale: [lowest, highest], score, needMet }) => ({
        institution,
        token,
        office,
        service,
        week,
        lowest,
        highest,
        score,
        need_met: needMet,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What was said of each service, by its scale, as far as the asker's scope reaches (SA8). */
export async function readSatisfaction(
  { kysely, institution }: InstitutionDatabase,
  scope: OversightScope,
): Promise<SatisfactionFigures> {
  const said = (needMet: 'yes' | 'partly' | 'no') =>
    sql<number>`(count(*) filter (where need_met = ${needMet}))::int`;
  const rows = await kysely
    .selectFrom('satisfaction_answer')
    .select([
      'service',
      'lowest',
      'highest',
      sql<number>`count(*)::int`.as('count'),
      sql<number>`avg(score)::float8`.as('average'),
      said('yes').as('yes'),
      said('partly').as('partly'),
      said('no').as('no'),
    ])
    .where('institution', '=', institution)
    .where(scopeCondition(scope))
    .groupBy(['service', 'lowest', 'highest'])
    .orderBy('service')
    .orderBy('lowest')
    .orderBy('highest')
    .execute();
  return {
    fewest: FEWEST,
    services: rows.map(({ service, lowest, highest, count, average, yes, partly, no }) => {
      const of = { service, scale: [lowest, highest] as [number, number] };
      if (count < FEWEST) return { ...of, kind: 'too-few' };
      const needMet = { yes, partly, no, unsaid: count - yes - partly - no };
      return { ...of, kind: 'told', count, average, needMet };
    }),
  };
}
