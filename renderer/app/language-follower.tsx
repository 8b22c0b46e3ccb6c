import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '#renderer/context/app-context.tsx';

/** Puts the interface into the language of the settings whenever it changes there. */
export function LanguageFollower(): ReactNode {
  const { i18n } = useTranslation();
  const { language } = useApp().settings.settings;
  useEffect(() => {
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);
  return null;
}
