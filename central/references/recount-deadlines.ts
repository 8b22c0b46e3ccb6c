import { addOwnOperation, type OwnMeans } from '#central/cases/own-operation.ts';
import type { InstitutionDatabase } from '#central/directory/people.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { findRecounted } from '#shared/case/steps/recount-deadline.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import { type CaseId, OperationId } from '#shared/kernel/identifier.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';

/** Cases looked at in one query. */
const PAGE = 500;

/** What counting anew came to. */
export interface RecountedDeadlines {
  readonly looked: number;
  readonly changed: number;
  /** The spaces whose readers have news. */
  readonly changedSpaces: readonly SpaceId[];
}

/**
 * Counts the deadlines of open cases anew by the calendar that holds now (CL78): one operation of the centre for each
 * case whose deadline it changes. Run again, after a run that was cut off, it does what is left to do.
 */
export async function recountDeadlines(
  database: InstitutionDatabase,
  means: OwnMeans,
): Promise<RecountedDeadlines> {
  const spaces = new Set<SpaceId>();
  let looked = 0;
  let changed = 0;
  for (let after: CaseId | undefined, isMore = true; isMore; ) {
    const page = await readClocks(database, after);
    for (const { caseId, state } of page) {
      looked += 1;
      if (!(await recount(means, caseId, state, spaces))) continue;
      changed += 1;
    }
    after = page.at(-1)?.caseId;
    isMore = page.length === PAGE;
  }
  return { looked, changed, changedSpaces: [...spaces] };
}

/** Whether the case was counted anew. */
async function recount(
  means: OwnMeans,
  caseId: CaseId,
  state: CaseState,
  spaces: Set<SpaceId>,
): Promise<boolean> {
  const { cases, random } = means;
  const { calendar, offices } = await cases.references.currentVersions();
  const versions = { catalogue: state.catalogue, calendar, offices };
  const workedBy = await cases.references.findWorkedBy(versions, state.office);
  // An office that is in the file no more has no calendar to count by.
  const service = workedBy && findService(workedBy.catalogue, state.request.service);
  if (workedBy === undefined || service === undefined) return false;
  const terms = { service, calendar: workedBy.officeCalendar };
  if (findRecounted(state, terms) === undefined) return false;
  const { person: by, role } = state.responsible;
  const { verdict, changedSpaces } = await addOwnOperation(means, {
    opId: OperationId.parse(random.uuid()),
    caseId,
    command: { kind: 'recount-deadline', calendar },
    occasion: { opId: state.lastOperation, by, role },
  });
  for (const space of changedSpaces) spaces.add(space);
  return verdict.outcome === 'applied' || verdict.outcome === 'merged';
}

async function readClocks(
  { kysely, institution }: InstitutionDatabase,
  after: CaseId | undefined,
): Promise<readonly { readonly caseId: CaseId; readonly state: CaseState }[]> {
  const rows = await kysely
    .selectFrom('service_case')
    .select(['case_id', 'state'])
    .where('institution', '=', institution)
    .where('closed_at', 'is', null)
    .where('clock', 'in', ['running', 'paused'])
    .$if(after !== undefined, (query) => query.where('case_id', '>', after as CaseId))
    .orderBy('case_id')
    .limit(PAGE)
    .execute();
  return rows.map((row) => ({ caseId: row.case_id, state: JSON.parse(row.state) as CaseState }));
}
