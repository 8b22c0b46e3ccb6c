import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#shared/kernel/localized-text.ts';

const files = import.meta.glob<Record<string, unknown>>('./{lv,en}/*.json', {
  eager: true,
  import: 'default',
});

/** All texts of the interface, by language and feature: one JSON file each, in i18next's form with plural endings. */
function resources(): Record<string, Record<string, Record<string, unknown>>> {
  const all: Record<string, Record<string, Record<string, unknown>>> = { lv: {}, en: {} };
  for (const [path, texts] of Object.entries(files)) {
    const match = /^\.\/(lv|en)\/(.+)\.json$/.exec(path);
    const language = all[match?.[1] ?? ''];
    if (language !== undefined && match?.[2] !== undefined) language[match[2]] = texts;
  }
  return all;
}

/** Starts the texts in `language`. A text that is missing shows its key, and a test finds it. */
export async function startTexts(language: Language): Promise<i18n> {
  const texts = i18next.createInstance();
  await texts.use(initReactI18next).init({
    resources: resources() as never,
    lng: language,
    fallbackLng: 'lv',
    defaultNS: 'common',
    interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
    returnNull: false,
  });
  document.documentElement.lang = language;
  texts.on('languageChanged', (changed) => {
    document.documentElement.lang = changed;
  });
  return texts;
}
