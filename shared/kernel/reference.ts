import { z } from 'zod';
import { checkCharacterOf, hasRightCheckCharacter } from './check-character.ts';
import { invariant } from './invariant.ts';

/** The counter has six digits, or more when it needs them, so that each is written in one way only. */
const SHAPE = /^[A-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}-(?!0{6})(?:\d{6}|[1-9]\d{6,11})-[0-9A-Z]$/;

/**
 * The number that a visitor gets at once, also without a network: office code, station code, dense counter and an
 * ISO 7064 MOD 37,36 check character, `CES-7K2-000142-K` (requirement R9, `docs/registration.md` RG22). Stations are
 * never reused, so two replicas cannot give the same number.
 */
export const Reference = z
  .string()
  .regex(SHAPE, 'not a reference')
  .refine((text) => hasRightCheckCharacter(bare(text)), 'wrong check character')
  .brand<'Reference'>();
export type Reference = z.infer<typeof Reference>;

/** Three Crockford base-32 characters, issued by the centre to one replica and never again. */
export const StationCode = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{3}$/)
  .brand<'StationCode'>();
export type StationCode = z.infer<typeof StationCode>;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The station code with the running number `index`, 0 to 32,767. */
export function stationCodeOf(index: number): StationCode {
  invariant(index >= 0 && index < 32 ** 3, 'there are 32,768 station codes');
  const digit = (place: number): string => CROCKFORD.charAt(Math.floor(index / 32 ** place) % 32);
  return `${digit(2)}${digit(1)}${digit(0)}` as StationCode;
}

/** The running number of a station code, 0 to 32,767: the other way round than `stationCodeOf`. */
export function stationIndexOf(station: StationCode): number {
  return [...station].reduce((index, digit) => index * 32 + CROCKFORD.indexOf(digit), 0);
}

/** The reference of the `counter`-th case (from 1) of a station of the office with `officeCode`. */
export function referenceOf(officeCode: string, station: string, counter: number): Reference {
  invariant(counter >= 1, 'references count from 1');
  const body = `${officeCode}-${station}-${String(counter).padStart(6, '0')}`;
  return Reference.parse(`${body}-${checkCharacterOf(bare(body))}`);
}

/** The office code inside a reference. */
export function officeCodeOf(reference: Reference): string {
  return reference.slice(0, 3);
}

/** The station code inside a reference. */
export function stationOf(reference: Reference): StationCode {
  return reference.slice(4, 7) as StationCode;
}

/** The counter inside a reference. */
export function counterOf(reference: Reference): number {
  return Number(reference.split('-')[2]);
}

/**
 * The reference that a person typed or read out: case, spaces and hyphens do not matter, and O/0 and I/1 are folded
 * by position: the office code to letters, the station to Crockford, the counter to digits.
 * `undefined` when it cannot be one or the check character does not fit (RG23).
 */
export function findReference(typed: string): Reference | undefined {
  const text = typed.toUpperCase().replace(/[\s\u2010-\u2015\u2212-]/g, '');
  const match = /^(.{3})(.{3})(.{6,})(.)$/.exec(text);
  if (match === null) return undefined;
  const office = (match[1] ?? '').replaceAll('0', 'O').replaceAll('1', 'I');
  const station = (match[2] ?? '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const counter = (match[3] ?? '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  for (const check of lookAlikes(match[4] ?? '')) {
    const parsed = Reference.safeParse(`${office}-${station}-${counter}-${check}`);
    if (parsed.success) return parsed.data;
  }
  return undefined;
}

/** A check character may be any letter or digit, so a look-alike is tried in both readings. */
function lookAlikes(character: string): readonly string[] {
  if (character === 'O' || character === '0') return ['0', 'O'];
  if (character === 'I' || character === '1' || character === 'L') return ['1', 'I', 'L'];
  return [character];
}

function bare(text: string): string {
  return text.replaceAll('-', '');
}
