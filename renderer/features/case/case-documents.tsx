import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList } from '#renderer/components/data-list.tsx';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import { EvidenceTable } from './evidence-table.tsx';

/** What was asked for, handed in or looked up, each with its course, and what came of the case. */
export function CaseDocuments(props: {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly catalogue: Catalogue;
  readonly nameOf: (personId: string) => string;
}): ReactNode {
  const { state, events, catalogue, nameOf } = props;
  const { t } = useTranslation('case');
  const service = findService(catalogue, state.request.service);
  const made = (state.result?.documents ?? []).map(({ title, number }) => ({
    label: t('documentOfResult', { title }),
    value: number ?? '–',
  }));
  const hasEvidence = Object.keys(state.request.evidence).length > 0;
  return (
    <Stack gap="md">
      {service !== undefined && (
        <EvidenceTable state={state} events={events} service={service} nameOf={nameOf} />
      )}
      {made.length > 0 && <DataList rows={made} />}
      {!hasEvidence && made.length === 0 && <Text>{t('noDocuments')}</Text>}
    </Stack>
  );
}
