import { describe, expect, it } from 'vitest';
import { consultationCourse, consultationDraft, findConsultation } from '#shared/case/consultation.ts';
import { servicesOfferedAt } from '#shared/catalogue/find-service.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { Story } from './case-story.ts';
import { catalogue, office, RECEIVED_AT } from './demo-case.ts';

const receivedOn = localDateOf(RECEIVED_AT);
const offered = servicesOfferedAt(catalogue, office.services);
const find = (services: readonly PublicService[] = offered) =>
  findConsultation(catalogue, services, 'provider-counter', receivedOn);
const consultation = find() ?? expect.fail('no consultation');
const changed = (changes: Partial<PublicService>) => {
  const services = [{ ...consultation.service, ...changes }];
  return findConsultation({ ...catalogue, services }, services, 'provider-counter', receivedOn);
};

describe('a consultation', () => {
  it('[RG19] is given by the service of advice, with its topics', () => {
    expect(consultation.service.id).toBe('e-pakalpojumu-konsultacija');
    expect(consultation.topics.map(({ value }) => value)).toEqual([
      'benefits',
      'taxes',
      'residence',
      'property',
      'eaddress',
      'other',
    ]);
  });

  it('[RG19] is not offered where it would take more than a topic, or more than one person', () => {
    const { service } = consultation;
    const { fields, outcomes } = service;
    expect(changed({})).toBeDefined();
    expect(find([])).toBeUndefined();
    expect(find(offered.filter((one) => one !== service))).toBeUndefined();
    expect(changed({ approval: { byRole: 'service-manager' } })).toBeUndefined();
    expect(changed({ outcomes: outcomes.filter(({ kind }) => kind !== 'unmet') })).toBeUndefined();
    expect(changed({ fields: fields.filter(({ id }) => id !== 'topic') })).toBeUndefined();
    const consent = {
      ...(fields.find(({ id }) => id === 'consentAssist') ?? expect.fail()),
      showIf: undefined,
    };
    expect(changed({ fields: fields.map((one) => (one.id === consent.id ? consent : one)) })).toBeUndefined();
    expect(findConsultation(catalogue, offered, 'provider-specialist', receivedOn)).toBeUndefined();
  });

  it.each(consultation.topics)(
    '[RG20] [RG21] on $value is registered without a name and closed with it',
    (topic) => {
      const story = new Story(
        {},
        { changes: { ...consultationDraft(catalogue, consultation.service, topic) } },
      );
      expect(story.state.request).toMatchObject({
        applicant: { kind: 'society', form: 'anonymous' },
        variant: 'info',
        values: { topic: topic.value, question: topic.label.lv },
      });
      story.do(consultationCourse(consultation.service, topic, story.today), 'provider-counter');
      expect(story.state).toMatchObject({
        status: 'closed',
        touches: 2,
        outcome: { kind: 'fulfilled', outcome: 'answered' },
        deadline: { kind: 'met', isInTime: true },
        classification: { requestType: 'consultation' },
      });
    },
  );
});
