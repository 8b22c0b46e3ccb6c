import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { findWrongCharacter, normaliseTypedCode } from '#shared/kernel/typed-code.ts';
import { examineLegacyCode, type LegacyExamination } from './legacy-code.ts';
import type { PersonCodeFinding, PersonCodeRefusal } from './person-code-reason.ts';

/** What came of a typed person code. `code` is normalised: `310510-01233`. */
export type PersonCodeCheck =
  | { readonly verdict: 'valid'; readonly code: string; readonly birthDate: PlainDate | undefined }
  | {
      readonly verdict: 'warning';
      readonly code: string;
      readonly finding: PersonCodeFinding;
      readonly birthDate: PlainDate | undefined;
    }
  | { readonly verdict: 'invalid'; readonly reason: PersonCodeRefusal };

/** Everything that the digits say, for those who want more than the verdict. */
export type PersonCodeExamination =
  | {
      readonly format: 'none';
      readonly reason: Extract<
        PersonCodeRefusal,
        'empty' | 'non-ascii-digit' | 'invalid-character' | 'invalid-length' | 'misplaced-hyphen'
      >;
    }
  | {
      readonly format: 'not-a-person-code';
      readonly code: string;
      readonly reason: 'looks-like-registration-number';
    }
  | { readonly format: 'new'; readonly code: string; readonly reason: 'new-format-no-date-no-checksum' }
  | ({ readonly format: 'legacy'; readonly code: string } & LegacyExamination);

/**
 * Checks a person code as typed against the date on which the request was received (`docs/checking.md` PC1 to PC13).
 * A warning is for a clerk to override with a reason: the rule behind it has no official confirmation.
 */
export function checkPersonCode(input: string, receivedOn: PlainDate): PersonCodeCheck {
  const examined = examinePersonCode(input, receivedOn);
  switch (examined.reason) {
    case 'new-format-no-date-no-checksum':
      return { verdict: 'valid', code: examined.code, birthDate: undefined };
    case 'legacy-date-and-checksum-ok':
      return { verdict: 'valid', code: examined.code, birthDate: examined.birthDate };
    case 'checksum-mismatch':
    case 'checksum-remainder-10-digit-0':
    case 'month-00-unconfirmed':
    case 'born-after-new-codes':
      return {
        verdict: 'warning',
        code: examined.code,
        finding: examined.reason,
        birthDate: examined.birthDate,
      };
    default:
      return { verdict: 'invalid', reason: examined.reason };
  }
}

/** Reads a person code as typed and gives the first reason in the order of PC4, with what the digits say. */
export function examinePersonCode(input: string, receivedOn: PlainDate): PersonCodeExamination {
  const text = normaliseTypedCode(input);
  if (text === '') return { format: 'none', reason: 'empty' };
  const wrong = findWrongCharacter(text);
  if (wrong !== undefined) return { format: 'none', reason: wrong };
  const digits = text.replaceAll('-', '');
  if (digits.length !== 11) return { format: 'none', reason: 'invalid-length' };
  if (!/^\d{6}-?\d{5}$/.test(text)) return { format: 'none', reason: 'misplaced-hyphen' };

  const code = `${digits.slice(0, 6)}-${digits.slice(6)}`;
  // The leading digits tell the forms apart: 00 to 31 is a day, 32 to 39 a new code, from 40 on a legal entity (PC5).
  const lead = Number(digits.slice(0, 2));
  if (lead >= 40) return { format: 'not-a-person-code', code, reason: 'looks-like-registration-number' };
  if (lead >= 32) return { format: 'new', code, reason: 'new-format-no-date-no-checksum' };
  return { format: 'legacy', code, ...examineLegacyCode(digits, receivedOn) };
}
