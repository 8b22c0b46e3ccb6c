import { describe, expect, it } from 'vitest';
import { findPrintable } from '#renderer/features/prints/case-printables.ts';
import { LETTER_KINDS } from '#shared/letters/letter.ts';
import { Story } from '#test/shared/case/case-story.ts';
import { letterOf } from '#test/shared/letters/letter-story.ts';

const CHOICE = { language: 'lv', paper: 'a4' } as const;

function caseOf(story: Story) {
  const { office, ...context } = letterOf(story);
  return { ...context, office, offices: [office], delivery: 'saved-here' as const };
}

function kindsOf(story: Story): readonly string[] {
  return LETTER_KINDS.filter((kind) => findPrintable(kind, caseOf(story)) !== undefined);
}

describe('what can be printed of a case', () => {
  it('[LT14] is what makes sense now', () => {
    const story = new Story();
    expect(kindsOf(story)).toEqual(['receipt', 'application', 'procedure']);
    expect(kindsOf(story.toStep('inform'))).toEqual(['decision', 'receipt', 'application', 'procedure']);
    expect(kindsOf(new Story({}, { changes: { evidence: {} } }))).toEqual([
      'receipt',
      'application',
      'bring-this',
      'procedure',
    ]);
    expect(kindsOf(new Story().to('closed'))).toEqual([
      'decision',
      'receipt',
      'application',
      'proof',
      'procedure',
    ]);
  });

  it('[LT14] can each be made in both languages', () => {
    const story = new Story().to('closed');
    for (const kind of LETTER_KINDS) {
      for (const language of ['lv', 'en'] as const) {
        const printable = findPrintable(kind, caseOf(story));
        if (printable === undefined) continue;
        expect(printable.make({ ...CHOICE, language, printedAt: story.now })?.language).toBe(language);
      }
    }
  });

  it('[LT16] leaves the case as it is, and counts no touch', () => {
    const story = new Story().to('closed');
    const before = structuredClone({ state: story.state, events: story.events });
    for (const kind of LETTER_KINDS) {
      findPrintable(kind, caseOf(story))?.make({ ...CHOICE, printedAt: story.now });
    }
    expect({ state: story.state, events: story.events }).toEqual(before);
  });
});
