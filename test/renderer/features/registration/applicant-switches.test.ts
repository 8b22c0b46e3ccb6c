import { describe, expect, it } from 'vitest';
import {
  isAnonymous,
  withAnonymous,
  withApplicant,
  withRepresentative,
} from '#renderer/features/registration/applicant-switches.ts';
import { RequestDraft } from '#shared/case/request/request-draft.ts';
import type { RecipientKind } from '#shared/person/recipient-kind.ts';

const everybody: readonly RecipientKind[] = ['resident', 'entrepreneur', 'institution', 'society'];
const anna = { kind: 'resident', givenName: 'Anna', familyName: 'Paraudziņa' };
const draftOf = (parts: object): RequestDraft => RequestDraft.parse(parts);

describe('the switches of the second section', () => {
  it('a request without a name has no representative', () => {
    const before = draftOf({ applicant: anna, representative: { givenName: 'Jānis' } });
    const after = { ...before, ...withAnonymous(before, everybody, true) };
    expect(isAnonymous(after)).toBe(true);
    expect(after.representative).toBeUndefined();
    expect(after.applicant.givenName).toBe('Anna');
  });

  it('a representative gives the applicant a name again, and what was typed of it', () => {
    const before = draftOf({ applicant: { ...anna, kind: 'society', form: 'anonymous' } });
    const after = { ...before, ...withRepresentative(before, everybody, true) };
    expect(after.representative).toEqual({ identity: { kind: 'person-code' } });
    expect(after.applicant).toMatchObject(anna);
  });

  it('a service for society alone is asked for by a group that is represented', () => {
    const before = draftOf({ applicant: { kind: 'society', form: 'anonymous' } });
    const after = { ...before, ...withRepresentative(before, ['society'], true) };
    expect(after.applicant).toEqual({ kind: 'society', form: 'collective' });
  });

  it('a group keeps its representative, and so does everybody with a name', () => {
    expect(withApplicant({ kind: 'society', form: 'collective' })).not.toHaveProperty('representative');
    expect(withApplicant(anna)).not.toHaveProperty('representative');
    const before = draftOf({ applicant: anna });
    expect(withRepresentative(before, everybody, true)).not.toHaveProperty('applicant');
  });

  it('each is switched off alone', () => {
    const anonymous = draftOf({ applicant: { kind: 'society', form: 'anonymous' } });
    expect(withAnonymous(anonymous, everybody, false).applicant?.kind).toBe('resident');
    const represented = draftOf({ applicant: anna, representative: {} });
    expect(withRepresentative(represented, everybody, false)).toEqual({ representative: undefined });
  });
});
