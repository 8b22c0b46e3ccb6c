import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from './notice.tsx';

/** Neither saved nor not saved: the form is closed to changes until the writer has answered. */
export function UncertainSave(): ReactNode {
  const { t } = useTranslation('registration');
  return (
    <Notice tone="soon" announce="now" title={t('uncertain.title')}>
      {t('uncertain.help')}
    </Notice>
  );
}
