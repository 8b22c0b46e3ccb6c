import { Button, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList } from '#renderer/components/data-list.tsx';
import { Section } from '#renderer/components/section.tsx';
import { useNow } from '#renderer/components/use-now.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { readStatus } from '#renderer/features/status-bar/read-status.ts';
import { useInstallOffer } from '#renderer/platform/install-offer.ts';
import { askForPersistence } from '#renderer/platform/web-storage.ts';

/** How safe what is saved here is, and what would make it safer. */
export function StorageSection(): ReactNode {
  const { t } = useTranslation('outbox');
  const { status } = useApp();
  const { storage, clockOffMinutes } = readStatus(status, useNow(15));
  const { journal } = status;
  return (
    <Section title={t('storage')}>
      <DataList
        rows={[
          { label: t('guarantee'), value: t(`statusBar:storage.${storage}`) },
          {
            label: t('journal'),
            value:
              journal.kind === 'open'
                ? t(journal.damagedPlaces === 0 ? 'journalWhole' : 'journalDamaged', {
                    n: journal.damagedPlaces,
                  })
                : t('journalClosed'),
          },
          { label: t('store'), value: t(`stores.${status.store}`) },
          {
            label: t('clock'),
            value:
              status.clockOffsetMilliseconds === null
                ? t('clockUnknown')
                : clockOffMinutes === 0
                  ? t('clockRight')
                  : t('statusBar:clock', { n: clockOffMinutes }),
          },
        ]}
      />
      {storage === 'not-persisted' && <Persistence />}
    </Section>
  );
}

/** The browser may clear what is here when it needs room: it is asked not to, and installing is proposed. */
function Persistence(): ReactNode {
  const { t } = useTranslation('outbox');
  const install = useInstallOffer();
  const [isAsked, setAsked] = useState(false);
  const ask = async (): Promise<void> => {
    await askForPersistence();
    setAsked(true);
  };
  return (
    <>
      <Text>{t('persistence.why')}</Text>
      <Group>
        {install !== undefined && <Button onClick={() => void install()}>{t('persistence.install')}</Button>}
        <Button variant="default" onClick={() => void ask()}>
          {t('persistence.ask')}
        </Button>
      </Group>
      <div role="status">
        {isAsked && <Text>{t('persistence.asked')}</Text>}
        {install === undefined && <Text>{t('persistence.how')}</Text>}
      </div>
    </>
  );
}
