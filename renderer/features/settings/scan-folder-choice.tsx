import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { useApp } from '#renderer/context/app-context.tsx';
import type { ScanFolder } from '#shared/bridge/scans.ts';

/** Into which folder the scanner puts its files; a browser has none and says so (AT35). */
export function ScanFolderChoice(): ReactNode {
  const { t } = useTranslation('settings');
  const { bridge } = useApp();
  const queries = useQueryClient();
  const present = useQuery({ queryKey: ['scans'], queryFn: () => bridge.lookForScans(null) });
  const change = (asked: Promise<ScanFolder>): void => {
    void asked.then((next) => queries.setQueryData(['scans'], next));
  };
  const found = present.data;
  return (
    <section>
      <Title order={2} fz="1.125rem" mb="xs">
        {t('scanFolder.title')}
      </Title>
      <Stack gap="xs">
        {found?.kind === 'not-offered' && <Text>{t('scanFolder.notOffered')}</Text>}
        {found?.kind === 'none' && <Text>{t('scanFolder.none')}</Text>}
        {found?.kind === 'watched' && (
          <Text style={{ overflowWrap: 'anywhere' }}>
            {t('scanFolder.watched', { folder: found.folder })}
          </Text>
        )}
        {found?.kind === 'out-of-reach' && (
          <Notice tone="soon">{t('attachments:scans.outOfReach', { folder: found.folder })}</Notice>
        )}
        {found !== undefined && found.kind !== 'not-offered' && (
          <>
            <Text size="sm" c="dimmed">
              {t('scanFolder.help')}
            </Text>
            <Group>
              <Button variant="default" onClick={() => change(bridge.chooseScanFolder(null))}>
                {t('scanFolder.choose')}
              </Button>
              {found.kind !== 'none' && (
                <Button variant="default" onClick={() => change(bridge.forgetScanFolder(null))}>
                  {t('scanFolder.forget')}
                </Button>
              )}
            </Group>
          </>
        )}
      </Stack>
    </section>
  );
}
