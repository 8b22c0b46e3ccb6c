import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCharacterOf, hasRightCheckCharacter } from '#shared/kernel/check-character.ts';
import { Defect } from '#shared/kernel/invariant.ts';
import {
  counterOf,
  findReference,
  officeCodeOf,
  Reference,
  referenceOf,
  StationCode,
  stationCodeOf,
  stationIndexOf,
  stationOf,
} from '#shared/kernel/reference.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS = ALPHABET.slice(10);

const anyText = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 1, maxLength: 20 });
const anyReference = fc
  .record({
    office: fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 3, maxLength: 3 }),
    station: fc.nat(32 ** 3 - 1).map(stationCodeOf),
    counter: fc.oneof(
      fc.integer({ min: 1, max: 999_999 }),
      fc.integer({ min: 1_000_000, max: 10 ** 12 - 1 }),
    ),
  })
  .map(({ office, station, counter }) => ({ counter, reference: referenceOf(office, station, counter) }));

describe('the parts of a reference', () => {
  it('[RG22] are found in it again, and a station is the other way round its number', () => {
    fc.assert(
      fc.property(fc.nat(32 ** 3 - 1), fc.constantFrom('SMI', 'CES'), (index, office) => {
        const station = stationCodeOf(index);
        expect(stationIndexOf(station)).toBe(index);
        const reference = referenceOf(office, station, 1 + index * 1000);
        expect([officeCodeOf(reference), stationOf(reference)]).toEqual([office, station]);
      }),
    );
  });
});

describe('the check character', () => {
  it('[RG24] is that of ISO 7064 MOD 37,36', () => {
    // The example of the Global Release Identifier standard, which uses the same system.
    expect(checkCharacterOf('A12425GABC1234002')).toBe('M');
    expect(hasRightCheckCharacter('A12425GABC1234002M')).toBe(true);
  });

  it('[RG24] finds every single wrong character', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const whole = `${text}${checkCharacterOf(text)}`;
        expect(hasRightCheckCharacter(whole)).toBe(true);
        for (let place = 0; place < whole.length; place += 1) {
          for (const character of ALPHABET) {
            if (character === whole[place]) continue;
            expect(hasRightCheckCharacter(whole.slice(0, place) + character + whole.slice(place + 1))).toBe(
              false,
            );
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('[RG24] misses of all exchanges of two neighbours one in 36 of two that follow each other', () => {
    // One text for each of the 36 states of the computation, so that every case is met.
    const missed = new Map<string, number>();
    const state = (text: string): number => ALPHABET.indexOf(checkCharacterOf(text));
    const beginnings = new Map<number, string>();
    for (const a of ALPHABET) for (const b of ALPHABET) beginnings.set(state(`${a}${b}`), `${a}${b}`);
    expect(beginnings.size).toBe(36);
    for (const beginning of beginnings.values()) {
      for (const a of ALPHABET) {
        for (const b of ALPHABET) {
          if (a >= b || checkCharacterOf(`${beginning}${a}${b}`) !== checkCharacterOf(`${beginning}${b}${a}`))
            continue;
          missed.set(`${a}${b}`, (missed.get(`${a}${b}`) ?? 0) + 1);
        }
      }
    }
    for (const [pair, times] of missed) {
      const [a = '', b = ''] = pair;
      const distance = ALPHABET.indexOf(b) - ALPHABET.indexOf(a);
      expect([1, 35]).toContain(distance);
      expect(times).toBe(1);
    }
    expect(missed.size).toBe(36);
  });

  it('[RG24] is of digits and capital letters only', () => {
    expect(() => checkCharacterOf('a1')).toThrow(Defect);
    for (const text of ['', 'M', 'a1', 'A12425GABC1234002m', ' A1'])
      expect(hasRightCheckCharacter(text)).toBe(false);
  });
});

describe('references', () => {
  it.each([
    ['CES', '7K2', 142, 'CES-7K2-000142-K'],
    ['SMI', '7K2', 142, 'SMI-7K2-000142-6'],
    ['SMI', '4QD', 77, 'SMI-4QD-000077-A'],
    ['CES', '7K2', 1_000_000, 'CES-7K2-1000000-5'],
  ])('[RG22] of %s, %s and %i is %s', (office, station, counter, reference) => {
    expect(referenceOf(office, station, counter)).toBe(reference);
    expect(counterOf(Reference.parse(reference))).toBe(counter);
  });

  it('[RG22] tell their counter again and are never two the same', () => {
    fc.assert(
      fc.property(anyReference, anyReference, (a, b) => {
        expect(counterOf(Reference.parse(a.reference))).toBe(a.counter);
        if (a.counter !== b.counter) expect(a.reference).not.toBe(b.reference);
      }),
    );
  });

  it.each([
    'CES-7K2-000142-L',
    'CES-7K2-0000142-9',
    'CES-7K2-000000-0',
    'ces-7K2-000142-K',
    'CES-7KI-000142-K',
    'CES-7K2-00142-K',
    'CE1-7K2-000142-K',
    'CES7K2000142K',
  ])('[RG22] %s is none', (text) => {
    expect(Reference.safeParse(text).success).toBe(false);
  });

  it('[RG22] are written in one way: no zeros before a long counter, none for a counter of zero', () => {
    for (const body of ['CES7K20000142', 'CES7K2000000']) {
      const [office, station, counter] = [body.slice(0, 3), body.slice(3, 6), body.slice(6)];
      expect(Reference.safeParse(`${office}-${station}-${counter}-${checkCharacterOf(body)}`).success).toBe(
        false,
      );
    }
    expect(() => referenceOf('CES', '7K2', 0)).toThrow(Defect);
  });

  it('[RG23] are found as a person types or reads them out', () => {
    fc.assert(
      fc.property(
        anyReference,
        fc.infiniteStream(fc.constantFrom('', ' ', '-', '–', '\u00A0', ' - ')),
        fc.boolean(),
        fc.infiniteStream(fc.boolean()),
        ({ reference }, separators, isLower, swaps) => {
          const bare = reference.replaceAll('-', '');
          const typed = [...bare]
            .map((character) => (swaps.next().value ? lookAlike(character) : character))
            .map((character) => `${character}${separators.next().value}`)
            .join('');
          expect(findReference(isLower ? typed.toLowerCase() : typed)).toBe(reference);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['ces 7k2 000142 k', 'CES-7K2-000142-K'],
    ['CES7K2OOO142K', 'CES-7K2-000142-K'],
    ['SMI-7K2-OOOI42-6', 'SMI-7K2-000142-6'],
    ['SM1-7K2-000l42-6', 'SMI-7K2-000142-6'],
  ])('[RG23] %j is %s', (typed, reference) => {
    expect(findReference(typed)).toBe(reference);
  });

  it.each(['', 'CES', 'CES-7K2-000142', 'CES-7K2-000142-J', 'CES-7U2-000142-K', 'ČES-7K2-000142-K'])(
    '[RG23] %j is none',
    (typed) => {
      expect(findReference(typed)).toBeUndefined();
    },
  );
});

describe('stations', () => {
  it('[RG22] are numbered in Crockford base 32', () => {
    expect([0, 31, 32, 32 ** 3 - 1].map(stationCodeOf)).toEqual(['000', '00Z', '010', 'ZZZ']);
    const all = Array.from({ length: 32 ** 3 }, (_, index) => stationCodeOf(index));
    expect(new Set(all).size).toBe(32 ** 3);
    expect(all.filter((code) => /[ILOU]/.test(code) || !StationCode.safeParse(code).success)).toEqual([]);
    expect(() => stationCodeOf(32 ** 3)).toThrow(Defect);
    expect(() => stationCodeOf(-1)).toThrow(Defect);
  });
});

function lookAlike(character: string): string {
  return { O: '0', '0': 'O', I: '1', '1': 'I' }[character] ?? character;
}
