import { describe, expect, it } from 'vitest';
import { application } from '#shared/letters/application.ts';
import { letterFormat } from '#shared/letters/letter-format.ts';
import { letterText } from '#shared/letters/letter-text.ts';
import { Story } from '#test/shared/case/case-story.ts';
import { catalogue } from '#test/shared/case/demo-case.ts';
import { letterOf } from './letter-story.ts';

const SERVICES = catalogue.services.map(({ id, variants }) => ({ service: id, variant: variants[0]?.id }));

describe('the application', () => {
  it.each(SERVICES)(
    '[LT17] to $service has every answer, condition, document and fee in both languages',
    (wish) => {
      const { service: id, variant } = wish;
      const story = new Story({ service: id, ...(variant !== undefined && { variant }) });
      const { request } = story.state;
      for (const language of ['lv', 'en'] as const) {
        const text = letterText(application(letterOf(story, language)));
        const { read } = letterFormat(language);
        for (const { id, label } of story.service.fields) {
          if (request.values[id] !== undefined) expect(text).toContain(`${read(label)}: `);
        }
        for (const { id, question } of story.service.eligibility) {
          if (request.eligibility[id] !== undefined) expect(text).toContain(`- ${read(question)} – `);
        }
        for (const { id, title } of story.service.evidence) {
          if (request.evidence[id] !== undefined) expect(text).toContain(`${read(title)}: `);
        }
        for (const { id, label } of story.service.fees) {
          if (request.fees[id] !== undefined) expect(text).toContain(`- ${read(label)}`);
        }
        for (const value of Object.values(request.values)) {
          if (typeof value === 'string' && /\s/.test(value)) expect(text).toContain(value);
        }
        if (request.need !== undefined) expect(text).toContain(request.need);
        expect(text).toContain(story.state.reference);
      }
    },
  );

  it('[LT17] is signed by who asks and by who took it', () => {
    const letter = application(letterOf(new Story({ byRepresentative: true })));
    const signatures = letter.blocks.filter((block) => block.kind === 'signature');
    expect(signatures.map(({ of }) => of)).toEqual(['Pieteicējs vai pārstāvis', 'Pieņēma']);
    expect(letterText(letter)).toContain('Šeit rakstītais man ir nolasīts');
  });
});
