import { Language } from '#shared/kernel/localized-text.ts';
import type { ServiceRequest } from './service-request.ts';

/** The channel of an e-mail without an electronic signature, which is how the centre sends. */
export const MAIL_CHANNEL = 'email';

/** Where the applicant, or who acts for them, wants to have e-mail; `undefined` when they gave no address. */
export function findMailAddress({ common }: Pick<ServiceRequest, 'common'>): string | undefined {
  const { email } = common;
  return typeof email === 'string' && email !== '' ? email : undefined;
}

/** The language in which the applicant wants to be written to; Latvian, the official one, unless they chose another. */
export function letterLanguageOf({ common }: Pick<ServiceRequest, 'common'>): Language {
  const chosen = Language.safeParse(common.answerLanguage);
  return chosen.success ? chosen.data : 'lv';
}
