import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, codePoints, hasVisibleCharacter, isWellFormed } from '#shared/kernel/clean-text.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      'A',
      '\u0304',
      '\u0327',
      '\u0001',
      '\n',
      '\r',
      '\t',
      ' ',
      '\u00A0',
      '\uFEFF',
      '\u200B',
    ),
    maxLength: 20,
  }),
);
const anyLines = fc.constantFrom('one-line' as const, 'many-lines' as const);

describe('free text', () => {
  it.each([
    ['  Āboliņš\t', 'one-line', 'Āboliņš'],
    ['A\u0304bolin\u0327s\u030C', 'one-line', 'Āboliņš'],
    ['A\u0001\u0304', 'one-line', 'Ā'],
    ['a\tb', 'one-line', 'a b'],
    ['a\r\nb\rc\nd', 'one-line', 'a b c d'],
    ['a\r\nb\rc\nd', 'many-lines', 'a\nb\nc\nd'],
    ['\n a \n', 'many-lines', 'a'],
    ['a\u0000\u0007\u007F\u0085\u009Fb', 'many-lines', 'ab'],
    ['<b>=1+1</b> \u202Emetāls', 'one-line', '<b>=1+1</b> \u202Emetāls'],
  ] as const)('[FD5] %j in %s is %j', (typed, lines, cleaned) => {
    expect(cleanText(typed, lines)).toBe(cleaned);
  });

  it('[FD5] cleaned twice is cleaned once', () => {
    fc.assert(
      fc.property(anyText, anyLines, (text, lines) => {
        const cleaned = cleanText(text, lines);
        expect(cleanText(cleaned, lines)).toBe(cleaned);
        expect(cleaned).toBe(cleaned.normalize('NFC').trim());
        expect(cleaned).not.toMatch(lines === 'one-line' ? /\p{Cc}/u : /[^\P{Cc}\n]/u);
      }),
      { numRuns: 500 },
    );
  });

  it('[FD5] half of a surrogate pair is no text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, place) => {
        expect(isWellFormed(text)).toBe(true);
        const at = place % (text.length + 1);
        const units = `${text.slice(0, at)}\uD800${text.slice(at)}`;
        expect(isWellFormed(units)).toBe(units.isWellFormed());
      }),
    );
    expect(isWellFormed('\uDE00\uD83D')).toBe(false);
    expect(isWellFormed('🙂')).toBe(true);
  });

  it('[FD6] is counted in code points after NFC', () => {
    expect(codePoints('🙂🙂')).toBe(2);
    expect(codePoints('A\u0304')).toBe(1);
    expect(codePoints('')).toBe(0);
  });

  it.each(['', ' ', '\n\t', '\u00A0\u2009', '\u200B\u200D\uFEFF', '\u202E', '\u0001'])(
    '[FD3] nothing can be seen of %j',
    (text) => {
      expect(hasVisibleCharacter(text)).toBe(false);
    },
  );

  it.each(['a', ' . ', '🙂', '\u200Bā', '鈴'])('[FD3] something can be seen of %j', (text) => {
    expect(hasVisibleCharacter(text)).toBe(true);
  });
});
