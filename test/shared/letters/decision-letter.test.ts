import { describe, expect, it } from 'vitest';
import type { TypedDecision } from '#shared/case/steps/typed-decision.ts';
import { decisionLetter } from '#shared/letters/decision-letter.ts';
import { Story } from '#test/shared/case/case-story.ts';
import { catalogue } from '#test/shared/case/demo-case.ts';
import { letterOf, scopeOf, textOf } from './letter-story.ts';

const REFUSAL = {
  decision: 'refuse' as const,
  refusalReasons: ['no-legal-ground'],
  reasons: 'Īpašnieks piekrišanu nav devis.',
  legalGround: 'Dzīvesvietas deklarēšanas likums, 4. pants',
  contestAt: 'Smiltenes novada domē',
} satisfies TypedDecision;

function refused(): Story {
  const story = new Story().toStep('decide');
  story.do({ kind: 'take-decision', decision: REFUSAL });
  return story;
}

function told(story: Story): Story {
  story.do({
    kind: 'inform',
    subject: 'decision',
    decision: story.decision,
    channel: 'post',
    sentOn: story.today,
    proof: { kind: 'letter' },
  });
  return story;
}

describe('the letter of a decision', () => {
  it('[LT6] is none before there is a decision', () => {
    expect(decisionLetter(letterOf(new Story()))).toBeUndefined();
  });

  it('[LT6] says of a refusal who decided what, why, on which ground and where it can be contested', () => {
    const letter = decisionLetter(letterOf(refused()));
    expect(letter?.title).toBe('Lēmums par atteikumu');
    expect(letter?.mark).toBeNull();
    const text = textOf(letter);
    expect(text).toContain('Atteikt pakalpojumu: Dzīvesvietas deklarēšana');
    expect(text).toContain('Nav tiesiska pamata');
    for (const part of [REFUSAL.reasons, REFUSAL.legalGround, REFUSAL.contestAt])
      expect(text).toContain(part);
    expect(text).toContain('Lēmumu pieņēma: Darbinieks synthetic-service-manager');
    expect(text).toContain('Lēmums pieņemts: 2026. gada 9. oktobrī');
    expect(text).toContain('viena mēneša laikā no dienas, kad lēmums uzskatāms par paziņotu');
  });

  it('[LT7] gives the last day to contest once the applicant was told, moved to a working day', () => {
    // Posted on Friday 9 October, deemed notified on the 16th; 16 November 2026 is a Monday.
    const text = textOf(decisionLetter(letterOf(told(refused()))));
    expect(text).toContain('Paziņots: 09.10.2026., Pasts');
    expect(text).toContain('Uzskatāms par paziņotu: 16.10.2026.');
    expect(text).toContain('Līdz kuram laikam: 2026. gada 16. novembrī');
    const later = refused().waitDays(2);
    // Posted on the 11th, deemed notified on the 18th; 18 November is a holiday.
    expect(textOf(decisionLetter(letterOf(told(later))))).toContain('2026. gada 19. novembrī');
  });

  it('[LT6] says of a provision what the applicant gets and what is still to be paid', () => {
    const story = new Story({}, { changes: { fees: { 'state-fee': { status: 'unpaid' } } } });
    const text = textOf(decisionLetter(letterOf(story.toStep('inform'))));
    expect(text).toContain('Sniegt pakalpojumu: Dzīvesvietas deklarēšana');
    expect(text).toContain('Jūs saņemsiet: Ieraksts reģistrā; pēc lūguma apliecinājums');
    expect(text).toContain('Vēl jāsamaksā: Valsts nodeva par deklarēšanu klātienē: 4,27 EUR');
  });

  it('[LT6] is marked as a draft while it waits for approval, and names who approved it afterwards', () => {
    const services = catalogue.services.map((service) => ({
      ...service,
      approval: { byRole: 'service-manager' },
    }));
    const story = new Story({}, { catalogue: { ...catalogue, services } }).toStep('decide');
    story.do({ kind: 'take-decision', decision: REFUSAL }, 'provider-counter');
    const draft = decisionLetter(letterOf(story));
    expect(draft?.mark).toBe('PROJEKTS');
    expect(textOf(draft)).toContain('lēmums vēl nav apstiprināts');
    story.do({ kind: 'approve-decision', decision: story.decision }, 'service-manager');
    const approved = decisionLetter(letterOf(story));
    expect(approved?.mark).toBeNull();
    expect(textOf(approved)).toContain('Apstiprināja: Darbinieks synthetic-service-manager');
  });

  it('[LT6] names the decision that an amended one replaces, and the reason', () => {
    const story = refused();
    story.waitDays(3).do({
      kind: 'amend-decision',
      amends: story.decision,
      decision: { decision: 'provide', reasons: 'Piekrišana ir iesniegta.' },
      reason: 'Saņemts jauns dokuments.',
    });
    const text = textOf(decisionLetter(letterOf(story)));
    expect(text).toContain('Grozīts lēmums.');
    expect(text).toContain('Iepriekšējais lēmums pieņemts: 2026. gada 9. oktobrī');
    expect(text).toContain('Kāpēc grozīts: Saņemts jauns dokuments.');
    expect(text).toContain('Lēmums pieņemts: 2026. gada 12. oktobrī');
  });

  it('[LT6] gives the letter of the withdrawal when the decision was taken back', () => {
    const story = refused();
    story.do({ kind: 'withdraw-decision', decision: story.decision, reason: 'Pieļauta kļūda.' });
    const letter = decisionLetter(letterOf(story));
    expect(letter?.title).toBe('Lēmuma atcelšana');
    expect(textOf(letter)).toContain('Kāpēc atcelts: Pieļauta kļūda.');
    expect(textOf(letter)).not.toContain(REFUSAL.contestAt);
  });

  it('[LT5] says that its legal wording and its catalogue are samples', () => {
    const letter = decisionLetter(letterOf(refused(), 'en'));
    const notices = letter?.blocks.filter((block) => block.kind === 'notice') ?? [];
    expect(notices.map(({ tone }) => tone)).toEqual(['to-confirm', 'to-confirm']);
    const published = { ...letterOf(refused()), catalogue: { ...catalogue, status: 'published' as const } };
    expect(textOf(decisionLetter(published))).not.toContain('Demonstrācijas dati');
  });

  it('[LT4] names the representative with basis, scope, validity and check', () => {
    const story = new Story({ byRepresentative: true, seed: 3 }).toStep('inform');
    const { representative } = story.state.request;
    expect(representative?.covers).toBe('named');
    const text = textOf(decisionLetter(letterOf(story)));
    expect(text).toContain(`Pārstāvis: ${representative?.givenName} ${representative?.familyName}`);
    expect(text).toContain(`Pārstāvības apjoms: ${scopeOf(story)}`);
    for (const term of ['Pārstāvības pamats:', 'Kā pārstāvība pārbaudīta:']) expect(text).toContain(term);
  });
});
