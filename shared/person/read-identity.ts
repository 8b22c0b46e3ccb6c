import { codePoints } from '#shared/kernel/clean-text.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { compareDates, type PlainDate } from '#shared/kernel/plain-date.ts';
import { normaliseTypedCode } from '#shared/kernel/typed-code.ts';
import { PARTY_LIMITS, SHORTEST_OVERRIDE_REASON } from './limited-text.ts';
import { DocumentKind, type ForeignIdentity, type Identity, IdentityKind } from './party.ts';
import type { IdentityDraft, PersonCodeDraft } from './party-draft.ts';
import { checkPersonCode } from './person-code.ts';
import type { PersonCodeEntry } from './person-code-entry.ts';
import type { PersonCodeFinding } from './person-code-reason.ts';
import { type PartyNotes, type PersonIssueCode, personIssue } from './person-issue.ts';
import { readChoice, readLine, readOptionalDate, readOptionalText, readText } from './read-typed.ts';

/** The identity in `draft`, which stands at `/identity` of its party; `undefined` when refused, with the reasons noted. */
export function readIdentity(
  draft: IdentityDraft,
  receivedOn: PlainDate,
  notes: PartyNotes,
): Identity | undefined {
  const kind = readChoice({ pointer: '/identity/kind', typed: draft.kind }, IdentityKind, notes);
  switch (kind) {
    case undefined:
      return undefined;
    case 'person-code': {
      const personCode = readPersonCode(draft.personCode ?? {}, receivedOn, notes);
      return personCode && { kind, personCode };
    }
    case 'foreign':
      return readForeignIdentity(draft, receivedOn, notes);
    default:
      return unreachable(kind);
  }
}

/** PA10 and PA11: a warning passes only with a reason, and a reason without a warning is not recorded. */
function readPersonCode(
  draft: PersonCodeDraft,
  receivedOn: PlainDate,
  notes: PartyNotes,
): PersonCodeEntry | undefined {
  const check = checkPersonCode(draft.code ?? '', receivedOn);
  switch (check.verdict) {
    case 'valid':
      return { code: check.code };
    case 'warning': {
      const reason = readOverrideReason(draft.override?.reason, check.finding, notes);
      return reason === undefined
        ? undefined
        : { code: check.code, override: { finding: check.finding, reason } };
    }
    case 'invalid': {
      const code = check.reason === 'empty' ? 'required' : (`person-code-${check.reason}` as const);
      notes.issues.push(personIssue('/identity/personCode/code', code));
      return undefined;
    }
    default:
      return unreachable(check);
  }
}

function readOverrideReason(
  typed: string | undefined,
  finding: PersonCodeFinding,
  notes: PartyNotes,
): string | undefined {
  const pointer = '/identity/personCode/override/reason';
  const reason = readLine({ pointer, typed }, PARTY_LIMITS.overrideReason, notes);
  if (reason === undefined || codePoints(reason) >= SHORTEST_OVERRIDE_REASON) return reason;
  notes.issues.push(personIssue(pointer, 'person-code-warning-needs-reason', { finding }));
  return undefined;
}

/** PA12 to PA14. */
function readForeignIdentity(
  draft: IdentityDraft,
  receivedOn: PlainDate,
  notes: PartyNotes,
): ForeignIdentity | undefined {
  const country = readCountry(draft.country, notes);
  const documentKind = readChoice(
    { pointer: '/identity/documentKind', typed: draft.documentKind },
    DocumentKind,
    notes,
  );
  const number = readText(
    { pointer: '/identity/number', typed: draft.number },
    PARTY_LIMITS.documentNumber,
    notes,
  );
  const validUntil = readOptionalDate({ pointer: '/identity/validUntil', typed: draft.validUntil }, notes);
  if (validUntil !== undefined && compareDates(validUntil, receivedOn) < 0) {
    notes.warnings.push(personIssue('/identity/validUntil', 'document-expired'));
  }
  const birthDate = readOptionalDate(
    { pointer: '/identity/birthDate', typed: draft.birthDate },
    notes,
    receivedOn,
  );
  if (birthDate !== undefined && compareDates(birthDate, receivedOn) > 0) {
    notes.issues.push(personIssue('/identity/birthDate', 'birth-date-in-future'));
  }
  const nameInDocument = readOptionalText(
    { pointer: '/identity/nameInDocument', typed: draft.nameInDocument },
    PARTY_LIMITS.nameInDocument,
    notes,
  );
  if (country === undefined || documentKind === undefined || number === undefined) return undefined;
  return {
    kind: 'foreign',
    country,
    documentKind,
    number,
    ...(validUntil !== undefined && { validUntil }),
    ...(birthDate !== undefined && { birthDate }),
    ...(nameInDocument !== undefined && { nameInDocument }),
  };
}

function readCountry(typed: string | undefined, notes: PartyNotes): string | undefined {
  const refuse = (code: PersonIssueCode): undefined => {
    notes.issues.push(personIssue('/identity/country', code));
  };
  const text = normaliseTypedCode(typed ?? '');
  if (text === '') return refuse('required');
  // The shape is asked before the case is changed: some single letters become two capitals.
  if (!/^[A-Za-z]{2}$/.test(text)) return refuse('country-invalid');
  const country = text.toUpperCase();
  return country === 'LV' ? refuse('country-is-latvia') : country;
}
