import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/kernel/plain-date.ts';
import { bringThis, wantedBy } from '#shared/letters/bring-this.ts';
import { letterText } from '#shared/letters/letter-text.ts';
import { Story } from '#test/shared/case/case-story.ts';
import { letterOf } from './letter-story.ts';

function listOf(story: Story, language: 'lv' | 'en' = 'lv'): string {
  const context = letterOf(story, language);
  const wanted = wantedBy(context);
  if (wanted === undefined) throw new Error('nothing is missing');
  return letterText(bringThis(context, wanted));
}

describe('the list of what to bring', () => {
  it('[LT10] is none when nothing is missing', () => {
    expect(wantedBy(letterOf(new Story()))).toBeUndefined();
  });

  it('[LT10] names what is missing and how it is wanted, and that the time has not begun', () => {
    const story = new Story({}, { changes: { evidence: {} } });
    const text = listOf(story);
    expect(story.state.missing).toContain('id-doc');
    expect(text).toContain('[ ] Pase vai personas apliecība (jāuzrāda oriģināls)');
    expect(text).toContain(`Numurs: ${story.state.reference}`);
    expect(text).toContain('Jo ātrāk, jo labāk: datums nav noteikts.');
    expect(text).toContain('skaita no dienas, kad ir iesniegts viss vajadzīgais');
  });

  it('[LT10] has the question, the date and the pause of a request that waits', () => {
    const story = new Story();
    const until = addDays(story.today, 10);
    const question = 'Kurā dzīvoklī <b>dzīvojat</b>?';
    story.do({ kind: 'ask-applicant', evidence: [], question, until }, 'provider-counter');
    const text = listOf(story);
    expect(text).toContain(question);
    expect(text).toContain('Līdz kuram laikam: līdz 19.10.2026.');
    expect(text).toContain('Līdz tam laiks, kurā jālemj, ir apturēts.');
    expect(listOf(story, 'en')).toContain('Until when: by 19 October 2026');
  });

  it('[LT10] says where and when the office is open', () => {
    const text = listOf(new Story({}, { changes: { evidence: {} } }));
    expect(text).toContain('Pirmdiena: 08:00–12:00, 12:45–18:00');
    expect(text).toContain('Svētdiena: slēgts');
    expect(text).toContain('Adrese: Parauga iela 1, Smiltene');
  });

  it('[LT10] says before the registration that nothing is registered', () => {
    const context = letterOf(new Story());
    const evidence = context.service.evidence.slice(0, 1);
    const letter = bringThis(context, {
      reference: null,
      evidence,
      question: null,
      until: null,
      clock: 'waits',
    });
    expect(letterText(letter)).toContain('Pieprasījums vēl nav reģistrēts.');
    expect(letterText(letter)).not.toContain('Numurs:');
  });
});
