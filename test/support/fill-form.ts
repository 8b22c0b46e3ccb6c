import type { Locator, Page } from '@playwright/test';
import type { CatalogueJson, FieldJson } from './request-generator/catalogue-json.ts';
import type { RequestDescription } from './request-generator.ts';

type Json = Readonly<Record<string, unknown>>;

/** Types a generated request into the real registration form, in the order in which a clerk would go. */
export async function fillForm(
  page: Page,
  catalogue: CatalogueJson,
  request: RequestDescription,
): Promise<void> {
  const service = catalogue.services.find(({ id }) => id === request.service);
  if (service === undefined) throw new Error(`no such service: ${request.service}`);
  await chooseService(page, service.code);
  if (request.need !== '') await at(page, '/need').fill(request.need);
  await at(page, '/channel').selectOption(request.channel);
  await fillApplicant(page, request.applicant);
  if (request.representative !== undefined) await fillRepresentative(page, request.representative);
  await fillFields(page, '/common', catalogue.commonFields, request.common);
  for (const { id } of service.eligibility) await answerCondition(page, id, request.eligibility[id] ?? {});
  await fillFields(page, '/values', service.fields, request.values);
  for (const [id, evidence] of Object.entries(request.evidence)) await markEvidence(page, id, evidence);
  for (const [id, fee] of Object.entries(request.fees)) {
    await radio(page, `/fees/${id}/status`, String(fee.status)).check();
    if (fee.exemption !== undefined) {
      await at(page, `/fees/${id}/exemption`).selectOption(String(fee.exemption));
    }
  }
}

/** The control at a place of the form. */
export function at(page: Page, pointer: string): Locator {
  return page.locator(`#field${pointer.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`);
}

/** Chooses a service by its code. */
export async function chooseService(page: Page, code: string): Promise<void> {
  await at(page, '/service').fill(code);
  await page.getByRole('option', { name: code }).click();
}

function radio(page: Page, pointer: string, value: string): Locator {
  return at(page, pointer).locator(`input[value="${value}"]`);
}

async function fillApplicant(page: Page, applicant: Json): Promise<void> {
  await radio(page, '/applicant/kind', String(applicant.kind)).check();
  switch (applicant.kind) {
    case 'resident':
      return fillPerson(page, '/applicant', applicant);
    case 'society':
      await radio(page, '/applicant/form', String(applicant.form)).check();
      if (applicant.form === 'collective') await fillTexts(page, '/applicant', applicant, ['description']);
      return;
    default:
      return fillTexts(page, '/applicant', applicant, ['registrationNumber', 'name', 'contactName']);
  }
}

async function fillRepresentative(page: Page, representative: Json): Promise<void> {
  await page.getByRole('checkbox', { name: /Rīkojas pārstāvis/ }).check();
  await fillPerson(page, '/representative', representative);
  await at(page, '/representative/basis').selectOption(String(representative.basis));
  await at(page, '/representative/checkedBy').selectOption(String(representative.checkedBy));
  await at(page, '/representative/covers').selectOption(String(representative.covers));
  if (representative.covers === 'named') {
    await fillTexts(page, '/representative', representative, ['scope']);
    await radio(
      page,
      '/representative/coversRequest',
      representative.coversRequest === true ? 'yes' : 'no',
    ).check();
  }
  await fillTexts(page, '/representative', representative, ['documentNumber', 'validFrom', 'validUntil']);
  const override = representative.override as Json | undefined;
  if (override !== undefined) await fillTexts(page, '/representative/override', override, ['reason']);
}

async function fillPerson(page: Page, place: string, person: Json): Promise<void> {
  const identity = (person.identity ?? {}) as Json;
  await radio(page, `${place}/identity/kind`, String(identity.kind)).check();
  if (identity.kind === 'foreign') {
    await at(page, `${place}/identity/documentKind`).selectOption(String(identity.documentKind));
    const names = ['country', 'number', 'validUntil', 'birthDate', 'nameInDocument'];
    await fillTexts(page, `${place}/identity`, identity, names);
  } else await fillPersonCode(page, `${place}/identity/personCode`, (identity.personCode ?? {}) as Json);
  await fillTexts(page, place, person, ['givenName', 'familyName']);
}

async function fillTexts(page: Page, place: string, values: Json, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const value = values[name];
    if (value !== undefined) await at(page, `${place}/${name}`).fill(String(value));
  }
}

async function fillPersonCode(page: Page, pointer: string, value: Json): Promise<void> {
  await at(page, `${pointer}/code`).fill(String(value.code));
  const override = value.override as Json | undefined;
  if (override !== undefined) await at(page, `${pointer}/override/reason`).fill(String(override.reason));
}

async function fillFields(
  page: Page,
  place: string,
  fields: readonly FieldJson[],
  answers: Json,
): Promise<void> {
  for (const field of fields) {
    const value = answers[field.id];
    if (value !== undefined) await fillField(page, `${place}/${field.id}`, field, value);
  }
}

async function fillField(page: Page, pointer: string, field: FieldJson, value: unknown): Promise<void> {
  switch (field.type) {
    case 'select':
      await at(page, pointer).selectOption(String(value));
      return;
    case 'boolean':
      await radio(page, pointer, value === true ? 'yes' : 'no').check();
      return;
    case 'person-code':
      return fillPersonCode(page, pointer, value as Json);
    case 'address': {
      const address = value as Json;
      await fillTexts(page, pointer, address, ['text', 'registerCode']);
      if (address.unverified === true) await at(page, `${pointer}/unverified`).check();
      return;
    }
    default:
      await at(page, pointer).fill(String(value));
  }
}

async function answerCondition(page: Page, id: string, answer: Json): Promise<void> {
  const pointer = `/eligibility/${id}`;
  await radio(page, pointer, answer.answer === true ? 'yes' : 'no').check();
  if (answer.insisted === true) await at(page, `${pointer}/insisted`).check();
  await fillTexts(page, pointer, answer, ['reason']);
}

async function markEvidence(page: Page, id: string, evidence: Json): Promise<void> {
  await radio(page, `/evidence/${id}/status`, String(evidence.status)).check();
  // What was looked up in a register is no document, so its language is not asked.
  const isDocument = !['checked-in-register', 'check-later', 'missing'].includes(String(evidence.status));
  if (evidence.foreignText === undefined || !isDocument) return;
  await at(page, `/evidence/${id}/status`).locator('xpath=..').getByRole('checkbox').check();
  await at(page, `/evidence/${id}/foreignText`).selectOption(String(evidence.foreignText));
}
