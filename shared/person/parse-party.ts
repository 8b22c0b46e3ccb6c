import { unreachable } from '#shared/kernel/invariant.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { PARTY_LIMITS } from './limited-text.ts';
import {
  type Applicant,
  type NaturalPerson,
  type Organisation,
  type Representative,
  SocietyForm,
} from './party.ts';
import type { ApplicantDraft, RepresentativeDraft } from './party-draft.ts';
import { type PartyNotes, personIssue } from './person-issue.ts';
import { readAuthority } from './read-authority.ts';
import { readIdentity } from './read-identity.ts';
import { readChoice, readOptionalText, readText } from './read-typed.ts';
import { RecipientKind } from './recipient-kind.ts';
import { checkRegistrationNumber } from './registration-number.ts';

/** An applicant fit for the record, and what is remarkable about it (`docs/checking.md` PA2). */
export interface ParsedApplicant {
  readonly applicant: Applicant;
  readonly warnings: readonly Issue[];
}

/** A representative fit for the record, and what is remarkable about it. */
export interface ParsedRepresentative {
  readonly representative: Representative;
  readonly warnings: readonly Issue[];
}

/**
 * Reads an applicant as typed. `receivedOn` is the date of receipt, `audience` whom the service serves.
 * Refused with every issue at once, at least one, each at its pointer in the applicant; codes are of
 * `PERSON_ISSUE_CODES`. Values that belong to another kind are left alone (PA1).
 */
export function parseApplicant(
  draft: ApplicantDraft,
  { receivedOn, audience }: { readonly receivedOn: PlainDate; readonly audience: readonly RecipientKind[] },
): Result<ParsedApplicant, Issue[]> {
  const notes: PartyNotes = { issues: [], warnings: [] };
  const kind = readChoice({ pointer: '/kind', typed: draft.kind }, RecipientKind, notes);
  if (kind === undefined) return refused(notes.issues);
  if (!audience.includes(kind)) {
    notes.issues.push(personIssue('/kind', 'applicant-kind-not-served', { kind }));
  }
  const applicant = readApplicant(kind, draft, receivedOn, notes);
  if (applicant === undefined || notes.issues.length > 0) return refused(notes.issues);
  return ok({ applicant, warnings: notes.warnings });
}

/**
 * Reads a representative as typed, like `parseApplicant`. An authority that is in question on the date of receipt is
 * a warning that passes with a clerk's reason: the institution decides what it is worth (PA18, PA19).
 */
export function parseRepresentative(
  draft: RepresentativeDraft,
  { receivedOn }: { readonly receivedOn: PlainDate },
): Result<ParsedRepresentative, Issue[]> {
  const notes: PartyNotes = { issues: [], warnings: [] };
  const representative = readRepresentative(draft, receivedOn, notes);
  if (representative === undefined || notes.issues.length > 0) return refused(notes.issues);
  return ok({ representative, warnings: notes.warnings });
}

function readApplicant(
  kind: RecipientKind,
  draft: ApplicantDraft,
  receivedOn: PlainDate,
  notes: PartyNotes,
): Applicant | undefined {
  switch (kind) {
    case 'resident': {
      const person = readNaturalPerson(draft, receivedOn, notes);
      return person && { kind, ...person };
    }
    case 'entrepreneur':
    case 'institution': {
      const organisation = readOrganisation(draft, notes);
      return organisation && { kind, ...organisation };
    }
    case 'society':
      return readSociety(draft, notes);
    default:
      return unreachable(kind);
  }
}

function readNaturalPerson(
  draft: Pick<ApplicantDraft, 'givenName' | 'familyName' | 'identity'>,
  receivedOn: PlainDate,
  notes: PartyNotes,
): NaturalPerson | undefined {
  const { personName } = PARTY_LIMITS;
  const givenName = readText({ pointer: '/givenName', typed: draft.givenName }, personName, notes);
  const familyName = readText({ pointer: '/familyName', typed: draft.familyName }, personName, notes);
  const identity = readIdentity(draft.identity ?? {}, receivedOn, notes);
  if (givenName === undefined || familyName === undefined || identity === undefined) return undefined;
  return { givenName, familyName, identity };
}

function readOrganisation(draft: ApplicantDraft, notes: PartyNotes): Organisation | undefined {
  const name = readText({ pointer: '/name', typed: draft.name }, PARTY_LIMITS.organisationName, notes);
  const registrationNumber = readRegistrationNumber(draft.registrationNumber, notes);
  const contactName = readText(
    { pointer: '/contactName', typed: draft.contactName },
    PARTY_LIMITS.contactName,
    notes,
  );
  if (name === undefined || registrationNumber === undefined || contactName === undefined) return undefined;
  return { name, registrationNumber, contactName };
}

function readRegistrationNumber(typed: string | undefined, notes: PartyNotes): string | undefined {
  const pointer = '/registrationNumber';
  const check = checkRegistrationNumber(typed ?? '');
  switch (check.verdict) {
    case 'valid':
      return check.number;
    case 'warning':
      notes.warnings.push(personIssue(pointer, `registration-number-${check.finding}`));
      return check.number;
    case 'invalid': {
      const code = check.reason === 'empty' ? 'required' : (`registration-number-${check.reason}` as const);
      notes.issues.push(personIssue(pointer, code));
      return undefined;
    }
    default:
      return unreachable(check);
  }
}

/** PA9: an anonymous need is nobody's, so only a collective one says whose it is. */
function readSociety(draft: ApplicantDraft, notes: PartyNotes): Applicant | undefined {
  const form = readChoice({ pointer: '/form', typed: draft.form }, SocietyForm, notes);
  if (form !== 'collective') return form && { kind: 'society', form };
  const description = readOptionalText(
    { pointer: '/description', typed: draft.description },
    PARTY_LIMITS.description,
    notes,
  );
  return { kind: 'society', form, ...(description !== undefined && { description }) };
}

function readRepresentative(
  draft: RepresentativeDraft,
  receivedOn: PlainDate,
  notes: PartyNotes,
): Representative | undefined {
  const person = readNaturalPerson(draft, receivedOn, notes);
  const authority = readAuthority(draft, receivedOn, notes);
  return person === undefined || authority === undefined ? undefined : { ...person, ...authority };
}
