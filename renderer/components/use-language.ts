import { useTranslation } from 'react-i18next';
import type { Language, LocalizedText } from '#shared/kernel/localized-text.ts';

/** The language of the interface, and how to read a text of the catalogue in it. */
export function useLanguage(): {
  readonly language: Language;
  readonly read: (text: LocalizedText) => string;
} {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'lv';
  return { language, read: (text) => text[language] || text.lv };
}
