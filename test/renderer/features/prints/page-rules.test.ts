import { describe, expect, it } from 'vitest';
import { pageRules } from '#renderer/features/prints/page-rules.ts';
import { decisionLetter } from '#shared/letters/decision-letter.ts';
import type { Letter } from '#shared/letters/letter.ts';
import { Story } from '#test/shared/case/case-story.ts';
import { letterOf } from '#test/shared/letters/letter-story.ts';

function letter(changes: Partial<Letter> = {}): Letter {
  const made = decisionLetter(letterOf(new Story().toStep('inform'), changes.language));
  if (made === undefined) throw new Error('no letter');
  return { ...made, ...changes };
}

describe('the sheet of a letter', () => {
  it('[LT13] has margins of 20 mm, and the foot with the pages in the language of the letter', () => {
    const rules = pageRules(letter({ foot: 'Numurs: SMI-7K2-000142-6' }), 0);
    expect(rules).toContain('size: A4; margin: 20mm;');
    expect(rules).toContain('content: "Numurs: SMI-7K2-000142-6"');
    expect(rules).toMatch(/content: "" counter\(page\) "\. lapa no " counter\(pages\) ""/);
    expect(pageRules(letter({ language: 'en' }), 0)).toContain('"Page " counter(page) " of " counter(pages)');
  });

  it('[LT13] of a receipt is 80 mm wide and as long as it needs', () => {
    // 960 pixels are 254 mm.
    expect(pageRules(letter({ paper: 'receipt' }), 960)).toBe('@page { size: 80mm 264mm; margin: 4mm; }');
  });

  it('[LT1] cannot be ended by what stands at the foot', () => {
    const rules = pageRules(letter({ foot: '"; } </style><b>\\' }), 0);
    expect(rules).not.toContain('</style>');
    expect(rules).toContain('\\22 ; } \\3c /style\\3e \\3c b\\3e \\5c ');
  });
});
