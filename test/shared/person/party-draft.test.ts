import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApplicantDraft, RepresentativeDraft } from '#shared/person/party-draft.ts';

describe('the draft of a party', () => {
  it('[PA1] keeps every text as typed, of every kind at once', () => {
    const draft = {
      kind: 'society',
      givenName: ' te',
      registrationNumber: '4000',
      identity: {
        kind: 'foreign',
        country: 'e',
        personCode: { code: '3105', override: { reason: '' } },
      },
    };
    expect(ApplicantDraft.parse(draft)).toEqual(draft);
  });

  it('[PA1] leaves out what it does not know or cannot use', () => {
    const draft = { kind: 5, givenName: 'Testa', identity: 'none', later: true, contactName: null };
    expect(ApplicantDraft.parse(draft)).toEqual({ givenName: 'Testa' });
    expect(RepresentativeDraft.parse({ identity: { personCode: ['1'], number: 'A' }, basis: {} })).toEqual({
      identity: { number: 'A' },
    });
  });

  it('[PA1] accepts every JSON value and what it gives, again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        for (const schema of [ApplicantDraft, RepresentativeDraft]) {
          const draft = schema.parse(json);
          expect(schema.parse(draft)).toEqual(draft);
        }
      }),
    );
  });
});
