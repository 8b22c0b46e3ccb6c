import { describe, expect, it } from 'vitest';
import { SeededRandom } from '#central/demo/seeded-random.ts';
import { findTextOfPattern } from '#central/demo/text-of-pattern.ts';

describe('a text of a pattern', () => {
  it.each([
    '^[0-9]{11}$',
    '^[A-Z]{2}[0-9]{7}$',
    '^20[0-9]{2}/20[0-9]{2}$',
    '^\\+?[0-9 ]{8,16}$',
    '^[A-Z0-9]{5,15}$',
    'a|bc|(d{2}|e)+f?',
    '\\d{3}\\.\\d*',
    '[a-c-]{4}',
    '(?:LV-)?\\d{4}',
  ])('matches %s', (pattern) => {
    const random = new SeededRandom(pattern);
    for (let count = 0; count < 50; count += 1) {
      const text = findTextOfPattern(pattern, random);
      expect(text).toMatch(new RegExp(`^(?:${pattern})$`, 'u'));
    }
  });

  it.each(['(', '[^a]', '(?=a)b', '\\p{L}', '[a', 'a\\'])(
    'is not made of %s, which is too clever',
    (pattern) => {
      expect(findTextOfPattern(pattern, new SeededRandom('x'))).toBeUndefined();
    },
  );
});

describe('seeded randomness', () => {
  it('is the same for the same seed and stays within its bounds', () => {
    const draw = (seed: string): readonly number[] => {
      const random = new SeededRandom(seed);
      return Array.from({ length: 500 }, () => random.whole(-3, 3));
    };
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
    expect([...new Set(draw('a'))].sort((x, y) => x - y)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  });
});
