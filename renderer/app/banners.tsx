import { Button, Group, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAge } from '#renderer/components/format.ts';
import { Notice } from '#renderer/components/notice.tsx';
import { useNow } from '#renderer/components/use-now.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { readStatus } from '#renderer/features/status-bar/read-status.ts';
import { useNewVersion } from './new-version.ts';

/** What must not be missed, each with what is safe and what to do. They stay until the cause is gone. */
export function Banners(): ReactNode {
  const { t } = useTranslation('banners');
  const { status, counter, session, settings, acknowledgeSetAside } = useApp();
  const now = useNow(15);
  const facts = readStatus(status, now);
  const { setAside } = settings;
  const newVersion = useNewVersion();
  return (
    <Stack gap="sm" mb="sm" className="k-banners">
      {facts.stuckSince !== null && (
        <Notice tone="refused" title={t('stuck.title', { age: formatAge(facts.stuckSince, facts.now, t) })}>
          <Group>
            {facts.unsent === null
              ? t('stuck.unknown')
              : t('stuck.help', { count: facts.unsent, n: facts.unsent })}
            <Button size="compact-sm" variant="default" onClick={() => void counter.syncNow()}>
              {t('common:tryAgain')}
            </Button>
            {session !== null && <Link to="/outbox">{t('stuck.what')}</Link>}
          </Group>
        </Notice>
      )}
      {(facts.storage === 'disk-full' ||
        facts.storage === 'damaged' ||
        facts.storage === 'store-failed' ||
        facts.storage === 'trouble') && (
        <Notice tone="refused" title={t(`storage.${facts.storage}.title`)}>
          {t(`storage.${facts.storage}.help`)}
        </Notice>
      )}
      {status.journal.kind === 'failed' && <JournalFailure reason={status.journal.reason} />}
      {(facts.network === 'refused' || facts.network === 'too-old') && (
        <Notice tone="refused" title={t(`network.${facts.network}.title`)}>
          {t(`network.${facts.network}.help`)}
        </Notice>
      )}
      {newVersion !== undefined && (
        <Notice tone="soon" title={t('newVersion.title')}>
          <Group>
            {t('newVersion.help')}
            <Button size="compact-sm" variant="default" onClick={() => newVersion.use()}>
              {t('newVersion.use')}
            </Button>
          </Group>
        </Notice>
      )}
      {setAside !== null && (
        <Notice tone="soon" title={t('setAside.title')}>
          <Group>
            {t('setAside.help', { file: setAside })}
            <Button size="compact-sm" variant="default" onClick={() => void acknowledgeSetAside()}>
              {t('common:close')}
            </Button>
          </Group>
        </Notice>
      )}
    </Stack>
  );
}

function JournalFailure(props: { readonly reason: string }): ReactNode {
  const { t } = useTranslation('banners');
  switch (props.reason) {
    case 'PlainKeyStore':
      return (
        <Notice tone="refused" title={t('journal.keyStore.title')}>
          {t('journal.keyStore.help')}
        </Notice>
      );
    case 'KeyLost':
      return (
        <Notice tone="refused" title={t('journal.keyLost.title')}>
          {t('journal.keyLost.help')}
        </Notice>
      );
    default:
      return (
        <Notice tone="refused" title={t('journal.title')}>
          {t('journal.help')}
        </Notice>
      );
  }
}
