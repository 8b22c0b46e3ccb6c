import { readFileSync } from 'node:fs';
import { invariant } from '#shared/kernel/invariant.ts';
import { findPlainDate, type PlainDate } from '#shared/kernel/plain-date.ts';

/** The columns of `test/fixtures/person-codes.csv` that a check decides. Empty cells are empty texts. */
export interface PersonCodeVector {
  readonly id: string;
  readonly input: string;
  readonly normalised: string;
  readonly format: string;
  readonly verdictStrict: string;
  readonly verdictLenient: string;
  readonly reason: string;
  readonly birthDate: string;
  readonly checkRemainder: string;
  readonly checkDigitGiven: string;
  readonly note: string;
}

/** The date that the vectors take for the date of receipt. */
export const REFERENCE_DATE: PlainDate = getDate('2026-01-01');

/** The date written in `text`, which must be one. */
export function getDate(text: string): PlainDate {
  const date = findPlainDate(text);
  invariant(date !== undefined, 'not a date');
  return date;
}

/** Every vector of the fixture. */
export function readPersonCodeVectors(): readonly PersonCodeVector[] {
  const file = new URL('../../fixtures/person-codes.csv', import.meta.url);
  const [header, ...rows] = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map(cellsOf);
  return rows.map((cells) => {
    const cell = (column: string): string => {
      const value = cells[header?.indexOf(column) ?? -1];
      invariant(value !== undefined, `no column ${column}`);
      return value;
    };
    return {
      id: cell('id'),
      input: cell('input'),
      normalised: cell('normalised'),
      format: cell('format'),
      verdictStrict: cell('verdict_strict'),
      verdictLenient: cell('verdict_lenient'),
      reason: cell('reason'),
      birthDate: cell('birth_date'),
      checkRemainder: cell('check_remainder'),
      checkDigitGiven: cell('check_digit_given'),
      note: cell('note'),
    };
  });
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
