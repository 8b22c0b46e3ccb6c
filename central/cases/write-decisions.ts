import type { Instant } from '#shared/kernel/instant.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { officeSpace, replicaSpace, type SpaceId } from '#shared/protocol/pull.ts';
import type { CaseTransaction, CaseWrite, MailRow, VerdictRow } from './case-store.ts';

/**
 * Set-based writes, the e-mails that were asked for among them (ML2), and as the last step the counters, one bump a space, in order of space. Gives the spaces whose
 * readers have news.
 */
export async function writeDecisions(
  tx: CaseTransaction,
  cases: readonly CaseWrite[],
  verdicts: readonly VerdictRow[],
  at: Instant,
): Promise<ReadonlySet<SpaceId>> {
  await tx.writeVerdicts(verdicts);
  await tx.writeCases(cases);
  await tx.queueMail(cases.flatMap(mailOf), at);
  const news = verdicts.filter((row) => row.isNews);
  const spaces = new Set<SpaceId>([
    ...cases.map((row) => officeSpace(row.state.office)),
    ...news.map((row) => replicaSpace(row.replica)),
  ]);
  if (spaces.size === 0) return spaces;
  const sequences = await tx.advanceSpaces([...spaces].sort());
  const numbered = <Row extends object>(
    space: SpaceId,
    row: Row,
  ): Row & { space: SpaceId; sequence: number } => {
    const sequence = sequences.get(space);
    invariant(sequence !== undefined, 'a space without a number');
    return { ...row, space, sequence };
  };
  await tx.writeFeed(cases.map(({ caseId, state }) => numbered(officeSpace(state.office), { caseId })));
  await tx.writeVerdictFeed(news.map(({ opId, replica }) => numbered(replicaSpace(replica), { opId })));
  return spaces;
}

/** What a case's new events ask the centre to send. */
function mailOf({ caseId, events }: CaseWrite): readonly MailRow[] {
  return events.flatMap(({ opId, version, event }) =>
    event.kind === 'applicant-informed' && event.proof.kind === 'e-mail' ? [{ opId, caseId, version }] : [],
  );
}
