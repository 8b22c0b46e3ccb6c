import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AttachmentKind, NAME_ENDINGS } from '#shared/attachments/attachment-kind.ts';
import { ATTACHMENT_LIMITS } from '#shared/attachments/attachment-limits.ts';
import { cleanAttachmentName } from '#shared/attachments/attachment-name.ts';
import { codePoints, hasVisibleCharacter, isWellFormed } from '#shared/kernel/clean-text.ts';

const anyKind = fc.constantFrom(...AttachmentKind.options);
const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      'Ā',
      'A\u0304',
      '.',
      ' ',
      '/',
      '\\',
      ':',
      '\u202e',
      'pdf',
      '.jpg',
      'con',
      '\ud800',
    ),
    maxLength: 80,
  }),
);

describe('the name of a file', () => {
  it.each<[string, AttachmentKind, string]>([
    ['līgums.pdf', 'pdf', 'līgums.pdf'],
    ['C:\\Skeneri\\Jāņa līgums.PDF', 'pdf', 'Jāņa līgums.PDF'],
    ['../../etc/passwd', 'pdf', 'passwd.pdf'],
    ['foto.jpeg', 'jpeg', 'foto.jpeg'],
    ['foto.png', 'jpeg', 'foto.png.jpg'],
    ['rekins\u202efdp.exe', 'pdf', 'rekinsfdp.exe.pdf'],
    ['  A\u0304\tb\u0001?.tif ', 'tiff', 'Ā b_.tif'],
    ['', 'png', 'file.png'],
    [' . . ', 'png', 'file.png'],
    ['.pdf', 'pdf', 'pdf.pdf'],
    ['CON.pdf', 'pdf', '_CON.pdf'],
    ['x'.repeat(200), 'pdf', `${'x'.repeat(116)}.pdf`],
  ])('[AT2] %j of a %s is %j', (typed, kind, name) => {
    expect(cleanAttachmentName(typed, kind)).toBe(name);
  });

  it('[AT2] is clean whatever it was, and stays the same when cleaned again', () => {
    fc.assert(
      fc.property(anyName, anyKind, (typed, kind) => {
        const name = cleanAttachmentName(typed, kind);
        expect(cleanAttachmentName(name, kind)).toBe(name);
        expect(codePoints(name)).toBeLessThanOrEqual(ATTACHMENT_LIMITS.nameCodePoints);
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\u202a-\u202e]/u);
        expect(name).not.toMatch(/^[.\s]/);
        expect(isWellFormed(name) && hasVisibleCharacter(name)).toBe(true);
        expect(NAME_ENDINGS[kind].some((ending) => name.toLowerCase().endsWith(`.${ending}`))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
