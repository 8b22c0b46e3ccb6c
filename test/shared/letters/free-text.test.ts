import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '#shared/kernel/localized-text.ts';
import { addDays } from '#shared/kernel/plain-date.ts';
import { application } from '#shared/letters/application.ts';
import { bringThis, wantedBy } from '#shared/letters/bring-this.ts';
import { decisionLetter } from '#shared/letters/decision-letter.ts';
import { proofOfHandingOver } from '#shared/letters/proof-of-handing-over.ts';
import { Story } from '#test/shared/case/case-story.ts';
import { letterOf, textOf } from './letter-story.ts';

// What people type may look like mark-up, like a parameter of a text or like anything else; a letter has it word by word.

const TYPED = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
    fc.constantFrom(
      '<b>nav</b>',
      '{service}',
      '{count}',
      '$&',
      '&amp;',
      '**nav**',
      "'; --",
      'Ķēniņš «Ūdrītis»',
    ),
  )
  .map((text) =>
    text
      .normalize('NFC')
      .replaceAll(/\p{C}|\s+/gu, ' ')
      .trim(),
  )
  .filter((text) => text.length > 0);

const LANGUAGE = fc.constantFrom<Language>('lv', 'en');
const RUNS = { numRuns: 40 };

describe('what was typed', () => {
  it('[LT1] stands word by word in the letter of a decision, and the reason for another one in that', () => {
    fc.assert(
      fc.property(
        TYPED,
        TYPED,
        TYPED,
        TYPED,
        LANGUAGE,
        (reasons, legalGround, contestAt, reason, language) => {
          const story = new Story().toStep('decide');
          const decision = { decision: 'refuse', reasons, legalGround, contestAt } as const;
          const command = { ...decision, refusalReasons: ['no-legal-ground'] };
          story.do({ kind: 'take-decision', decision: command });
          story.do({ kind: 'amend-decision', amends: story.decision, decision: command, reason });
          const text = textOf(decisionLetter(letterOf(story, language)));
          for (const part of [reasons, legalGround, contestAt, reason]) expect(text).toContain(part);
          story.do({ kind: 'withdraw-decision', decision: story.decision, reason });
          expect(textOf(decisionLetter(letterOf(story, language)))).toContain(reason);
        },
      ),
      RUNS,
    );
  });

  it('[LT1] stands word by word in the list of what to bring and in the application', () => {
    fc.assert(
      fc.property(TYPED, TYPED, LANGUAGE, (question, need, language) => {
        const story = new Story({}, { changes: { need } });
        const until = addDays(story.today, 5);
        story.do({ kind: 'ask-applicant', evidence: [], question, until }, 'provider-counter');
        const context = letterOf(story, language);
        const wanted = wantedBy(context);
        expect(textOf(wanted && bringThis(context, wanted))).toContain(question);
        expect(textOf(application(context))).toContain(need);
      }),
      RUNS,
    );
  });

  it('[LT1] stands word by word in the proof of handing over', () => {
    fc.assert(
      fc.property(TYPED, TYPED, TYPED, TYPED, LANGUAGE, (what, title, number, name, language) => {
        const story = new Story().toStep('record');
        const outcome = story.service.outcomes.find(({ kind }) => kind === 'granted')?.id ?? '';
        const handedOut = { to: 'other', name, channel: 'counter', on: story.today } as const;
        story.do({ kind: 'record-result', outcome, what, documents: [{ title, number }], handedOut });
        const text = textOf(proofOfHandingOver(letterOf(story, language)));
        for (const part of [what, title, number, name]) expect(text).toContain(part);
      }),
      RUNS,
    );
  });
});
