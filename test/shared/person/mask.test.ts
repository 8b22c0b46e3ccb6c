import { describe, expect, it } from 'vitest';
import { maskPersonCode } from '#shared/person/mask.ts';

describe('the masked person code', () => {
  it('[PC16] shows the last four digits', () => {
    expect(maskPersonCode('310510-01234')).toBe('•••••••1234');
  });

  it.each(['31051001234', '', '1234', 'x310510-01234'])(
    '[PC16] shows nothing of %j, which is not normalised',
    (code) => {
      expect(maskPersonCode(code)).toBe('•••••••••••');
    },
  );
});
