import { codePoints } from '#shared/kernel/clean-text.ts';
import { compareDates, type PlainDate } from '#shared/kernel/plain-date.ts';
import { authorityFindings } from './authority-standing.ts';
import { PARTY_LIMITS, SHORTEST_OVERRIDE_REASON } from './limited-text.ts';
import {
  AuthorityBasis,
  AuthorityCheck,
  type AuthorityFinding,
  AuthorityScope,
  type NaturalPerson,
  type Representative,
} from './party.ts';
import type { RepresentativeDraft } from './party-draft.ts';
import { type PartyNotes, personIssue } from './person-issue.ts';
import { readChoice, readLine, readOptionalDate, readOptionalText, readText } from './read-typed.ts';

/** On what, how far, from when until when somebody may act for another, and how that was checked. */
export type ReadAuthority = Omit<Representative, keyof NaturalPerson>;

/** Where each finding is shown. */
const PLACE_OF_FINDING = {
  'not-yet-valid': '/validFrom',
  expired: '/validUntil',
  'out-of-scope': '/coversRequest',
} as const satisfies Record<AuthorityFinding, string>;

/**
 * The authority in `draft` as it enters the record; `undefined` when refused, with the reasons noted (PA15 to PA19).
 * One that is in question on the date of receipt passes only with a clerk's reason.
 */
export function readAuthority(
  draft: RepresentativeDraft,
  receivedOn: PlainDate,
  notes: PartyNotes,
): ReadAuthority | undefined {
  const told = notes.issues.length;
  const basis = readChoice({ pointer: '/basis', typed: draft.basis }, AuthorityBasis, notes);
  const extent = readExtent(draft, notes);
  const validFrom = readOptionalDate({ pointer: '/validFrom', typed: draft.validFrom }, notes);
  const validUntil = readOptionalDate({ pointer: '/validUntil', typed: draft.validUntil }, notes);
  if (validFrom !== undefined && validUntil !== undefined && compareDates(validUntil, validFrom) < 0) {
    notes.issues.push(personIssue('/validUntil', 'authority-ends-before-it-begins'));
  }
  const checkedBy = readChoice({ pointer: '/checkedBy', typed: draft.checkedBy }, AuthorityCheck, notes);
  const documentNumber = readOptionalText(
    { pointer: '/documentNumber', typed: draft.documentNumber },
    PARTY_LIMITS.documentNumber,
    notes,
  );
  const dates = {
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
  };
  const findings = authorityFindings({ ...dates, ...extent }, receivedOn);
  for (const finding of findings) {
    notes.warnings.push(personIssue(PLACE_OF_FINDING[finding], `authority-${finding}`));
  }
  const reason = findings.length === 0 ? undefined : readReason(draft.override?.reason, notes);
  if (notes.issues.length > told || basis === undefined || checkedBy === undefined) return undefined;
  return {
    basis,
    checkedBy,
    ...extent,
    ...dates,
    ...(documentNumber !== undefined && { documentNumber }),
    ...(reason !== undefined && { override: { findings: [...findings], reason } }),
  };
}

/** PA17: what a document names is written down and judged by the clerk; what reaches further needs neither. */
function readExtent(
  draft: RepresentativeDraft,
  notes: PartyNotes,
): Pick<Representative, 'covers' | 'scope' | 'coversRequest'> {
  const covers = readChoice({ pointer: '/covers', typed: draft.covers }, AuthorityScope, notes);
  if (covers === undefined) return {};
  if (covers !== 'named') return { covers };
  const scope = readText({ pointer: '/scope', typed: draft.scope }, PARTY_LIMITS.scope, notes);
  const { coversRequest } = draft;
  if (coversRequest === undefined) notes.issues.push(personIssue('/coversRequest', 'required'));
  return {
    covers,
    ...(scope !== undefined && { scope }),
    ...(coversRequest !== undefined && { coversRequest }),
  };
}

/** PA19 */
function readReason(typed: string | undefined, notes: PartyNotes): string | undefined {
  const pointer = '/override/reason';
  const reason = readLine({ pointer, typed }, PARTY_LIMITS.overrideReason, notes);
  if (reason === undefined || codePoints(reason) >= SHORTEST_OVERRIDE_REASON) return reason;
  notes.issues.push(personIssue(pointer, 'authority-needs-reason'));
  return undefined;
}
