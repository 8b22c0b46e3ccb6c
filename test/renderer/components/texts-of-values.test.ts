import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { applicantName } from '#renderer/components/applicant-name.ts';
import { fieldId } from '#renderer/components/field-id.ts';
import { issueText } from '#renderer/components/issue-text.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import type { Applicant } from '#shared/person/party.ts';

/** Says which text was asked for, and with what. */
const t = ((key: string, params?: object) =>
  params === undefined ? key : `${key} ${JSON.stringify(params)}`) as unknown as TFunction;

const organisation = {
  name: 'SIA Paraugs',
  registrationNumber: '40000000000',
  contactName: 'Anna Paraudziņa',
};

describe('the name of who asks', () => {
  it.each([
    [{ kind: 'resident', givenName: 'Anna', familyName: 'Paraudziņa' }, 'Anna Paraudziņa'],
    [{ kind: 'entrepreneur', ...organisation }, 'SIA Paraugs'],
    [{ kind: 'institution', ...organisation }, 'SIA Paraugs'],
    [{ kind: 'society', form: 'anonymous' }, 'party:societyNames.anonymous'],
    [{ kind: 'society', form: 'collective' }, 'party:societyNames.collective'],
  ])('%o is %s', (applicant, name) => {
    expect(applicantName(applicant as unknown as Applicant, t)).toBe(name);
  });
});

describe('the sentence for an issue', () => {
  const issue = (change: object): Issue => ({ pointer: '/x', code: 'too-late', ...change }) as Issue;

  it.each([
    [{}, 'issues:too-late {}'],
    [{ params: { max: 5 } }, 'issues:too-late {"max":5}'],
    [{ params: { latest: '2026-10-09' } }, 'issues:too-late {"latest":"09.10.2026."}'],
    [{ params: { text: '2026-13-09' } }, 'issues:too-late {"text":"2026-13-09"}'],
    [{ params: { finding: 'checksum' } }, 'issues:too-late {"finding":"issues:finding.checksum"}'],
  ])('%o', (change, sentence) => {
    expect(issueText(issue(change), t)).toBe(sentence);
  });
});

describe('the id of a control', () => {
  it.each([
    ['/values/question', 'field-values-question'],
    ['/evidence/id~1card', 'field-evidence-id-1card'],
    ['', 'field'],
  ])('%s', (pointer, id) => {
    expect(fieldId(pointer)).toBe(id);
  });
});
