import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList } from '#renderer/components/data-list.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { EvidenceRecord } from '#shared/case/request/service-request.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';

/** What was handed in or looked up, and what came of the case. */
export function CaseDocuments(props: {
  readonly state: CaseState;
  readonly catalogue: Catalogue;
}): ReactNode {
  const { state, catalogue } = props;
  const { t } = useTranslation('case');
  const { read } = useLanguage();
  const describe = (record: EvidenceRecord): string => {
    const parts = [t(`registration:evidence.statuses.${record.status}`)];
    if ('documentNumber' in record && record.documentNumber !== undefined) parts.push(record.documentNumber);
    if ('foreignText' in record && record.foreignText !== undefined) {
      const words = record.foreignText === 'translated' ? 'translated' : 'exception';
      parts.push(t(`registration:evidence.${words}`));
    }
    return parts.join('; ');
  };
  const handedIn = (findService(catalogue, state.request.service)?.evidence ?? []).flatMap((type) => {
    const record = state.request.evidence[type.id];
    return record === undefined ? [] : [{ label: read(type.title), value: describe(record) }];
  });
  const made = (state.result?.documents ?? []).map(({ title, number }) => ({
    label: t('documentOfResult', { title }),
    value: number ?? '–',
  }));
  const rows = [...handedIn, ...made];
  return rows.length === 0 ? <Text>{t('noDocuments')}</Text> : <DataList rows={rows} />;
}
