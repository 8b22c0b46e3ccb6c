import { describe, expect, it } from 'vitest';
import { proofOfHandingOver } from '#shared/letters/proof-of-handing-over.ts';
import { personOf, Story } from '#test/shared/case/case-story.ts';
import { letterOf, textOf } from './letter-story.ts';

function resultReady(): Story {
  const story = new Story({ byRepresentative: true }).toStep('record');
  const outcome = story.service.outcomes.find(({ kind }) => kind === 'granted')?.id ?? '';
  story.do({
    kind: 'record-result',
    outcome,
    what: 'Ieraksts reģistrā <i>veikts</i>',
    documents: [{ title: 'Izziņa', number: 'IZ-7' }, { title: 'Kopija' }],
  });
  return story;
}

describe('the proof of handing over', () => {
  it('[LT11] is none while there is no result', () => {
    expect(proofOfHandingOver(letterOf(new Story()))).toBeUndefined();
    expect(proofOfHandingOver(letterOf(resultReady()))).toBeUndefined();
  });

  it('[LT11] before the handing over leaves open what is not known, and says that it only holds when signed', () => {
    const planned = { by: personOf('provider-counter'), handedOut: null };
    const letter = proofOfHandingOver(letterOf(resultReady()), planned);
    expect(textOf(letter)).toContain('Tas ir spēkā, kad to parakstījis saņēmējs.');
    expect(letter?.blocks.filter((block) => block.kind === 'signature')).toEqual([
      { kind: 'signature', of: 'Rezultātu saņēma', name: '' },
      { kind: 'signature', of: 'Rezultātu izsniedza', name: 'Darbinieks synthetic-provider-counter' },
    ]);
  });

  it('[LT11] says what was handed to whom, how and when', () => {
    const story = resultReady();
    const handedOut = { to: 'other', name: 'Kaimiņš Ūdrītis', channel: 'counter', on: story.today } as const;
    story.do({ kind: 'hand-out-result', handedOut }, 'provider-counter');
    const text = textOf(proofOfHandingOver(letterOf(story)));
    for (const line of [
      'Ieraksts reģistrā <i>veikts</i>',
      '- Izziņa, numurs IZ-7',
      '- Kopija',
      'Kam: cita persona: Kaimiņš Ūdrītis',
      'Kā: Klātiene letē',
      'Kad: 09.10.2026.',
      'Rezultātu saņēma: Kaimiņš Ūdrītis',
      'Rezultātu izsniedza: Darbinieks synthetic-provider-counter',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).not.toContain('kad to parakstījis saņēmējs');
  });

  it('[LT4] names the representative, and takes their name where they received it', () => {
    const story = resultReady();
    const handedOut = { to: 'representative', channel: 'counter', on: story.today } as const;
    story.do({ kind: 'hand-out-result', handedOut }, 'provider-counter');
    const { representative } = story.state.request;
    const name = `${representative?.givenName} ${representative?.familyName}`;
    const text = textOf(proofOfHandingOver(letterOf(story)));
    expect(text).toContain(`Pārstāvis: ${name}`);
    expect(text).toContain(`Rezultātu saņēma: ${name}`);
  });
});
