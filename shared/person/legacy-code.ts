import { compareDates, isRealDay, type PlainDate, plainDate } from '#shared/kernel/plain-date.ts';
import type { PersonCodeReason } from './person-code-reason.ts';

/** Codes given since this day are of the new form (Office of Citizenship and Migration Affairs). */
const NEW_CODES_SINCE = plainDate(2017, 7, 1);

const WEIGHTS = [1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The century digit gives the century of birth. */
const CENTURIES: Readonly<Record<string, number>> = { '0': 1800, '1': 1900, '2': 2000 };

/** What the digits of a legacy code say. */
export interface LegacyExamination {
  readonly reason: Extract<
    PersonCodeReason,
    | 'legacy-date-and-checksum-ok'
    | 'checksum-mismatch'
    | 'checksum-remainder-10-digit-0'
    | 'month-00-unconfirmed'
    | 'born-after-new-codes'
    | 'invalid-century-digit'
    | 'invalid-date'
    | 'birth-date-in-future'
  >;
  /** `undefined` where the digits name no single day. */
  readonly birthDate: PlainDate | undefined;
  /** 0 to 10, by the rule PC11; the eleventh digit should be equal to it. */
  readonly checkRemainder: number;
  /** The eleventh digit. */
  readonly checkDigit: number;
}

/** Examines eleven ASCII digits ddmmyy-cnnnk that begin with 00 to 31 (`docs/checking.md` PC7 to PC13). */
export function examineLegacyCode(digits: string, receivedOn: PlainDate): LegacyExamination {
  const checks = { checkRemainder: remainderOf(digits), checkDigit: Number(digits.charAt(10)) };
  const century = CENTURIES[digits.charAt(6)];
  if (century === undefined) return { reason: 'invalid-century-digit', birthDate: undefined, ...checks };

  const year = century + Number(digits.slice(4, 6));
  const month = Number(digits.slice(2, 4));
  const day = Number(digits.slice(0, 2));
  if (month === 0)
    return { reason: reasonWithoutMonth(year, day, receivedOn), birthDate: undefined, ...checks };
  if (!isRealDay(year, month, day)) return { reason: 'invalid-date', birthDate: undefined, ...checks };

  const birthDate = plainDate(year, month, day);
  return { reason: reasonWithDate(birthDate, receivedOn, checks), birthDate, ...checks };
}

function remainderOf(digits: string): number {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits.charAt(index)), 0);
  return (1101 - sum) % 11;
}

/** Month 00: any month is possible, so only what is wrong in January, the longest and earliest one, is wrong. */
function reasonWithoutMonth(year: number, day: number, receivedOn: PlainDate): LegacyExamination['reason'] {
  if (!isRealDay(year, 1, day)) return 'invalid-date';
  if (compareDates(plainDate(year, 1, day), receivedOn) > 0) return 'birth-date-in-future';
  return 'month-00-unconfirmed';
}

function reasonWithDate(
  birthDate: PlainDate,
  receivedOn: PlainDate,
  { checkRemainder, checkDigit }: { checkRemainder: number; checkDigit: number },
): LegacyExamination['reason'] {
  if (compareDates(birthDate, receivedOn) > 0) return 'birth-date-in-future';
  if (compareDates(birthDate, NEW_CODES_SINCE) > 0) return 'born-after-new-codes';
  if (checkRemainder === checkDigit) return 'legacy-date-and-checksum-ok';
  return checkRemainder === 10 && checkDigit === 0 ? 'checksum-remainder-10-digit-0' : 'checksum-mismatch';
}
