import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { inScreenOrder, labelAt } from '#renderer/features/registration/issue-labels.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';

const catalogue = Catalogue.parse(readDemoCatalogue());
const service = catalogue.services.find(({ code }) => code === 'KP-01');
const issueAt = (pointer: string): Issue => ({ pointer, code: 'required' }) as Issue;

describe('the order of the error summary', () => {
  it('is that of the screen, also within a section', () => {
    const onScreen = [
      '/channel',
      '/applicant/kind',
      '/applicant/identity/personCode/code',
      '/applicant/givenName',
      '/applicant/familyName',
      '/representative/identity/documentKind',
      '/representative/familyName',
      '/representative/scope',
      '/representative/checkedBy',
      '/representative/validUntil',
      '/common/phone',
      '/common/answerLanguage',
      '/eligibility/lives-there',
      '/eligibility/in-municipality',
      '/values/newAddress/text',
      '/values/moveDate',
      '/values/legalGround',
      '/evidence/fee-proof/status',
      '/elsewhere',
    ];
    const issues = onScreen.toReversed().map(issueAt);
    expect(inScreenOrder(issues, service, catalogue).map(({ pointer }) => pointer)).toEqual(onScreen);
  });

  it('takes a whole step of a pointer, not its beginning', () => {
    const issues = ['/applicant/name', '/applicant/nameInDocument'].map(issueAt);
    expect(inScreenOrder(issues, undefined, catalogue).map(({ pointer }) => pointer)).toEqual([
      '/applicant/name',
      '/applicant/nameInDocument',
    ]);
  });
});

describe('the label of a line', () => {
  const t = ((key: string, params?: { field: string }) =>
    params === undefined ? key : `${key} ${params.field}`) as unknown as TFunction;
  const label = (pointer: string): string => labelAt(pointer, service, catalogue, ({ lv }) => lv, t);

  it.each([
    ['/service', ''],
    ['/need', 'registration:field.need'],
    ['/values/newAddress/text', 'Jaunā dzīvesvietas adrese'],
    ['/applicant/givenName', 'party:place.applicant party:field.givenName'],
    [
      '/representative/identity/personCode/override/reason',
      'party:place.representative party:field.personCode',
    ],
  ])('at %s is «%s»', (pointer, text) => {
    expect(label(pointer)).toBe(text);
  });
});
