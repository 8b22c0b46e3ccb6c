import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { addressHelp } from '#renderer/components/fields/address-help.ts';
import { optionalLabel } from '#renderer/components/fields/optional-label.ts';

const t = ((_key: string, { label }: { label: string }) => `${label} (neobligāti)`) as unknown as TFunction;

describe('the label of a field that may stay empty', () => {
  it.each([
    ['E-pasts', 'E-pasts (neobligāti)'],
    ['Papildu adrese (ja ir)', 'Papildu adrese (ja ir)'],
    ['Additional address (if any)', 'Additional address (if any)'],
    ['Ja ir', 'Ja ir (neobligāti)'],
  ])('of «%s» is «%s»', (label, said) => {
    expect(optionalLabel(label, t)).toBe(said);
  });
});

describe('the help of an address', () => {
  it.each([
    ['Sāk rakstīt ielu vai māju; izvēlas ierakstu no saraksta.', ''],
    ['Start typing the street or house; pick the entry from the list.', ''],
    ['Viena papildu adrese un laiks.', 'Viena papildu adrese un laiks.'],
    ['One additional address, listed or not.', 'One additional address, listed or not.'],
    ['', ''],
  ])('of «%s» is «%s»', (help, said) => {
    expect(addressHelp(help)).toBe(said);
  });
});
