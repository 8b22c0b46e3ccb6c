import type { Language } from '#shared/kernel/localized-text.ts';
import type { Letter } from '#shared/letters/letter.ts';
import type { CaseLetterContext } from '#shared/letters/letter-context.ts';
import { letterText } from '#shared/letters/letter-text.ts';
import { messagesIn } from '#shared/messages/messages.ts';
import type { Story } from '#test/shared/case/case-story.ts';
import { catalogue, contextOf, office } from '#test/shared/case/demo-case.ts';

/** What a letter on the case of a story is made of, printed now. */
export function letterOf(story: Story, language: Language = 'lv'): CaseLetterContext {
  return {
    language,
    printedAt: story.now,
    office,
    catalogue,
    service: story.service,
    state: story.state,
    events: story.events,
    officeCalendar: contextOf().calendar.office,
    nameOf: (person) => `Darbinieks ${person}`,
  };
}

/** The letter as text, which has to be there. */
export function textOf(letter: Letter | undefined): string {
  if (letter === undefined) throw new Error('no letter');
  return letterText(letter);
}

/** How far the authority of the representative reaches, as a Latvian letter says it. */
export function scopeOf({ state }: Story): string {
  const { representative } = state.request;
  return representative?.scope ?? messagesIn('lv')(`letter:scope.${representative?.covers ?? 'named'}`);
}
