import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '#renderer/components/format.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { FileRows } from '#renderer/features/attachments/file-rows.tsx';
import type { CaseState } from '#shared/case/case-state.ts';
import type { CaseAttachment } from '#shared/case/facts/case-attachment.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { CaseId } from '#shared/kernel/identifier.ts';

/** The files of a case at the counter: those that count, then those that were set aside, each with its story. */
export function CaseFiles(props: {
  readonly caseId: CaseId;
  readonly state: CaseState;
  readonly catalogue: Catalogue;
  readonly nameOf: (personId: string) => string;
}): ReactNode {
  const { caseId, state, catalogue, nameOf } = props;
  const { t } = useTranslation('attachments');
  const { read } = useLanguage();
  const types = findService(catalogue, state.request.service)?.evidence ?? [];
  const titleOf = (evidence: string | null): string => {
    const type = types.find(({ id }) => id === evidence);
    return type === undefined ? t('otherDocument') : read(type.title);
  };
  const detailOf = (file: CaseAttachment): ReactNode => (
    <>
      <Text size="sm">{titleOf(file.evidence)}</Text>
      <Text size="sm" c="dimmed">
        {t('added', { who: nameOf(file.by), when: formatDateTime(file.at) })}
      </Text>
      {file.removed !== null && (
        <Text size="sm">
          {t('setAside', {
            reason: file.removed.reason,
            who: nameOf(file.removed.by),
            when: formatDateTime(file.removed.at),
          })}
        </Text>
      )}
    </>
  );
  const counting = state.attachments.filter(({ removed }) => removed === null);
  const aside = state.attachments.filter(({ removed }) => removed !== null);
  return (
    <Stack gap="sm">
      <Title order={2} fz="1.125rem">
        {t('files')}
      </Title>
      {counting.length === 0 && <Text>{t('noFiles')}</Text>}
      <FileRows files={counting} caseId={caseId} detailOf={detailOf} />
      {aside.length > 0 && (
        <>
          <Title order={3} fz="1rem">
            {t('asideFiles')}
          </Title>
          <FileRows files={aside} caseId={caseId} detailOf={detailOf} />
        </>
      )}
    </Stack>
  );
}
