import { Group, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { StatusBadge } from '#renderer/components/status-badge.tsx';
import { SyncBadge } from '#renderer/components/sync-badge.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import type { CaseRow } from '#renderer/store/rows.ts';

/** A case whose version of the catalogue is not on this computer: what can be said of it without. */
export function CaseWithoutCatalogue({ row }: { readonly row: CaseRow }): ReactNode {
  const { t } = useTranslation('case');
  const navigate = useNavigate();
  useKeys({ Esc: () => void navigate({ to: '/requests' }) });
  return (
    <Stack gap="md">
      <Group gap="md">
        <PageHeading>{row.reference}</PageHeading>
        <StatusBadge status={row.status} />
        <SyncBadge mark={row.sync} />
      </Group>
      <Notice tone="soon">{t('noCatalogue')}</Notice>
    </Stack>
  );
}
