import type { Catalogue } from '#shared/catalogue/public-service.ts';
import { contactFieldsOf } from './contact-fields.ts';

/** What is usual at a counter: the answer in Latvian, here. */
const USUAL: Readonly<Record<string, string>> = { answerLanguage: 'lv', answerChannel: 'counter' };

/** The answers about contact that a new form begins with, as far as the catalogue has them. */
export function usualContact(catalogue: Catalogue): Readonly<Record<string, string>> {
  return Object.fromEntries(
    contactFieldsOf(catalogue).flatMap(({ id, options = [] }) => {
      const usual = USUAL[id];
      return usual !== undefined && options.some(({ value }) => value === usual) ? [[id, usual]] : [];
    }),
  );
}
