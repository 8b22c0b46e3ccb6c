import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPartOfReference, PartOfReference } from '#renderer/components/part-of-reference.ts';
import { referenceOf } from '#shared/kernel/reference.ts';

const anyReference = fc
  .tuple(
    fc.constantFrom('SMI', 'AUC', 'LUD'),
    fc.constantFrom('7K2', '000', 'ZZ9'),
    fc.integer({ min: 1, max: 999_999 }),
  )
  .map(([office, station, counter]) => referenceOf(office, station, counter));

describe('a part of a reference', () => {
  it('is any run of its characters, however it is typed', () => {
    fc.assert(
      fc.property(anyReference, fc.nat(15), fc.integer({ min: 1, max: 16 }), (reference, from, length) => {
        const part = reference.slice(from, from + length);
        const found = findPartOfReference(` ${part.toLowerCase()} `);
        // A whole one is also known by its check character, and then comes as it is written.
        expect(found).toBe(part.length === reference.length ? reference : part);
        expect(PartOfReference.safeParse(part).success).toBe(true);
      }),
    );
  });

  it('may be the whole one without its hyphens', () => {
    const reference = referenceOf('SMI', '7K2', 142);
    expect(findPartOfReference(reference.replaceAll('-', '').toLowerCase())).toBe(reference);
  });

  it.each([
    '310510-01236',
    '31051001236',
    'Ozoliņš',
    'Anna',
    'Anna Paraudziņa',
    'Ozo Lapa',
    'SIA «Paraugs»',
    '',
    'SMI 7K2 / 142',
  ])('is never a name or a person code: %s', (typed) => {
    expect(findPartOfReference(typed)).toBeUndefined();
    expect(PartOfReference.safeParse(typed).success).toBe(false);
  });
});
