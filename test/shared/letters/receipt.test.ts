import { describe, expect, it } from 'vitest';
import type { CaseState } from '#shared/case/case-state.ts';
import { plainDate } from '#shared/kernel/plain-date.ts';
import { letterText } from '#shared/letters/letter-text.ts';
import { type Delivery, receipt } from '#shared/letters/receipt.ts';
import { Story } from '#test/shared/case/case-story.ts';
import { at } from '#test/shared/service-level/demo-files.ts';
import { letterOf, scopeOf } from './letter-story.ts';

function receiptOf(
  story: Story,
  changes: Partial<CaseState> = {},
  delivery: Delivery = 'saved-here',
): string {
  const context = letterOf(story);
  const changed = { ...context, state: { ...context.state, ...changes } };
  return letterText(receipt(changed, { paper: 'receipt', delivery }));
}

describe('the receipt', () => {
  it('[LT8] says number, time, service, applicant, fee, who answers, what comes next and the version', () => {
    const story = new Story();
    const text = receiptOf(story);
    const { reference, request } = story.state;
    expect(text.split('\n')).toContain(reference);
    expect(text).toContain('Saņemts (Klātiene letē): 09.10.2026. 10:41');
    expect(text).toContain('Pakalpojums: Dzīvesvietas deklarēšana');
    if (request.applicant.kind === 'resident') expect(text).toContain(request.applicant.familyName);
    expect(text).toContain('Maksa: Valsts nodeva par deklarēšanu klātienē: 4,27 EUR (');
    expect(text).toContain('Atbild: Darbinieks synthetic-provider-counter');
    expect(text).toContain('Tālāk: Novērtē atbilstību');
    expect(text).toContain('Līdzi jāņem: –');
    expect(text).toContain('Pakalpojuma apraksts: versija 2026.1-demo');
  });

  const receivedAt = at('2026-10-09', '10:41');
  const DEADLINES: readonly (readonly [CaseState['deadline'], string])[] = [
    [
      {
        kind: 'running',
        startedAt: receivedAt,
        due: { kind: 'date', dueOn: plainDate(2026, 10, 12), confirmed: 'confirmed' },
      },
      'Atbilde: līdz 12.10.2026.',
    ],
    [
      { kind: 'running', startedAt: receivedAt, due: { kind: 'instant', dueAt: receivedAt } },
      'Atbilde: uzreiz',
    ],
    [
      { kind: 'running', startedAt: receivedAt, due: { kind: 'instant', dueAt: at('2026-10-09', '11:00') } },
      'Atbilde: līdz 09.10.2026. 11:00',
    ],
    [
      { kind: 'waits-for-complete-request' },
      'Atbilde: 1 darba diena no dienas, kad būs iesniegts viss vajadzīgais',
    ],
    [
      {
        kind: 'paused',
        startedAt: receivedAt,
        pausedAt: receivedAt,
        left: { unit: 'working-day', value: 1 },
      },
      'Atbilde: laiks ir apturēts',
    ],
  ];

  it.each(DEADLINES)('[LT9] promises no more than is true: %j', (deadline, line) => {
    expect(receiptOf(new Story(), { deadline })).toContain(line);
  });

  it('[LT9] says how far the centre has the request when it is printed', () => {
    const story = new Story();
    expect(receiptOf(story)).toContain('IZDRUKAS BRĪDĪ: letē pieņemts, centrā vēl nav saņemts');
    expect(receiptOf(story, {}, 'received')).toContain(
      'IZDRUKAS BRĪDĪ: letē pieņemts, centrā saņemts, bet vēl nav izskatīts',
    );
    expect(receiptOf(story, {}, 'accepted')).toContain('IZDRUKAS BRĪDĪ: letē pieņemts un saņemts centrā');
    expect(receiptOf(story, {}, 'needs-attention')).not.toContain('saņemts centrā');
  });

  it('[LT8] printed again says how the request is going and how it ended', () => {
    const story = new Story().to('being-fulfilled');
    expect(receiptOf(story)).toContain('Kā virzās: izpildām');
    story.to('closed');
    const text = receiptOf(story);
    expect(text).toContain('Kā virzās: pabeigts');
    expect(text).toContain('Iznākums: izpildīts');
    expect(text).toContain('Atbilde: lēmums pieņemts 09.10.2026.');
    expect(text).not.toContain('Tālāk:');
  });

  it('[LT4] names the representative with basis, scope and check', () => {
    const story = new Story({ byRepresentative: true });
    const { representative } = story.state.request;
    const text = receiptOf(story);
    expect(text).toContain(`Pārstāvis: ${representative?.givenName} ${representative?.familyName}`);
    expect(text).toContain(`Pārstāvības apjoms: ${scopeOf(story)}`);
  });

  it('[LT8] has no code and no tracking that the program cannot keep', () => {
    expect(receiptOf(new Story())).not.toMatch(/QR|kods/i);
  });
});
