import type { ReferenceLibrary } from '#central/cases/case-ports.ts';
import type { InstitutionDatabase } from '#central/directory/people.ts';
import { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { foldCase } from '#shared/case/evolve.ts';
import { isOvertaken } from '#shared/case/steps/report-mail.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import type { PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { letterHtml } from '#shared/letters/letter-html.ts';
import { letterText } from '#shared/letters/letter-text.ts';
import { mailLetter } from '#shared/letters/mail-letter.ts';
import { contactOf } from '#shared/service-level/office-contact.ts';
import type { ClaimedMail } from './mail-outbox.ts';
import type { MailToSend } from './mailer.ts';

/** What a telling is read with. */
export interface TellingSources {
  readonly database: InstitutionDatabase;
  readonly references: ReferenceLibrary;
}

/** A telling as the case stood with it: later events change nothing of an e-mail. */
interface Telling {
  readonly events: readonly CaseEvent[];
  readonly asked: Extract<CaseEvent, { kind: 'applicant-informed' }>;
}

/** Who asked for an e-mail. Rejects when the database is out of reach. */
export async function findOccasion(
  { database }: TellingSources,
  claimed: ClaimedMail,
): Promise<MailToSend['occasion']> {
  const { opId, by, role } = (await readTelling(database, claimed)).asked.origin;
  return { opId, by, role };
}

/**
 * The e-mail that a telling asks for, sent `at`; `undefined` when it cannot be written, which is a defect, and `overtaken`
 * when what it says does not hold any more (ML10).
 */
export async function composeMail(
  { database, references }: TellingSources,
  claimed: ClaimedMail,
  at: Instant,
): Promise<MailToSend['mail'] | 'overtaken' | undefined> {
  const { events, asked } = await readTelling(database, claimed);
  if (isOvertaken(await readState(database, claimed), asked)) return 'overtaken';
  const state = foldCase(events);
  if (state === undefined || asked.proof.kind !== 'e-mail') return undefined;
  const { offices } = await references.currentVersions();
  const workedBy = await references.findWorkedBy({ ...state, offices }, state.office);
  const service = workedBy && findService(workedBy.catalogue, state.request.service);
  if (workedBy === undefined || service === undefined) return undefined;
  const names = await readNames(database, [...new Set(events.map(({ origin }) => origin.by))]);
  const { to, language } = asked.proof;
  const context = {
    language,
    printedAt: at,
    ...workedBy,
    service,
    state,
    events,
    nameOf: (person: PersonId) => names.get(person) ?? person,
  };
  const told = state.notifications.find(({ opId, mail }) => opId === claimed.opId && mail !== null);
  const written = mailLetter(context, { subject: asked.subject, told }, localDateOf(at));
  if (written === undefined) return undefined;
  const { subject, letter } = written;
  const replyTo = contactOf(workedBy.office).contact?.email ?? undefined;
  return { to, subject, text: letterText(letter), html: letterHtml(letter), language, replyTo };
}

async function readTelling(
  { kysely, institution }: InstitutionDatabase,
  { opId, caseId, version }: ClaimedMail,
): Promise<Telling> {
  const rows = await kysely
    .selectFrom('case_event')
    .select(['event', 'version'])
    .where('institution', '=', institution)
    .where('case_id', '=', caseId)
    .where('version', '<=', version)
    .orderBy('version')
    .execute();
  const events = rows.map(({ event }) => CaseEvent.parse(JSON.parse(event)));
  const asked = events.at(-1);
  if (asked?.kind !== 'applicant-informed' || asked.origin.opId !== opId) {
    throw new Error('the outbox and the case do not fit each other');
  }
  return { events, asked };
}

/** The case as it stands now. */
async function readState(
  { kysely, institution }: InstitutionDatabase,
  { caseId }: ClaimedMail,
): Promise<CaseState> {
  const { state } = await kysely
    .selectFrom('service_case')
    .select('state')
    .where('institution', '=', institution)
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow();
  return JSON.parse(state) as CaseState;
}

async function readNames(
  { kysely, institution }: InstitutionDatabase,
  people: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, string>> {
  const rows = await kysely
    .selectFrom('person')
    .select(['person_id', 'name'])
    .where('institution', '=', institution)
    .where('person_id', 'in', people)
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.name]));
}
