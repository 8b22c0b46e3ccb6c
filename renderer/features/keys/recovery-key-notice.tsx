import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { useApp } from '#renderer/context/app-context.tsx';
import { useCentre } from '#renderer/context/centre.ts';
import { isAdministering } from '#shared/protocol/grants.ts';

/** Tells who administers that nothing could be rescued from a computer that is lost (KE30). */
export function RecoveryKeyNotice(): ReactNode {
  const { session } = useApp();
  return isAdministering(session?.person.grants ?? []) ? <NoticeWhenMissing /> : null;
}

function NoticeWhenMissing(): ReactNode {
  const { t } = useTranslation('keys');
  const centre = useCentre();
  const { data } = useQuery({
    queryKey: ['centre', 'recovery-key'],
    queryFn: () => centre.readRecoveryKey(),
    networkMode: 'always',
  });
  if (data?.id !== null) return null;
  return (
    <Notice tone="soon" title={t('noRecovery.title')}>
      {t('noRecovery.help')}
    </Notice>
  );
}
