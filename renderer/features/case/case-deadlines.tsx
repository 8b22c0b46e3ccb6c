import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList } from '#renderer/components/data-list.tsx';
import { DeadlineBadge } from '#renderer/components/deadline-badge.tsx';
import { formatDate, formatDateTime } from '#renderer/components/format.ts';
import { useNow } from '#renderer/components/use-now.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';

/** The time of the decision with its pauses and its extension, and what else has a date. */
export function CaseDeadlines(props: {
  readonly state: CaseState;
  readonly officeCalendar: OfficeCalendar;
}): ReactNode {
  const { state, officeCalendar } = props;
  const { t } = useTranslation('case');
  const now = useNow(30);
  const { clock, deadline, waiting, handOver, followUp } = state;
  const rows = [
    {
      label: t('deadlines.decision'),
      value: <DeadlineBadge deadline={deadline} now={now} officeCalendar={officeCalendar} />,
    },
    ...(clock.startedAt === null
      ? []
      : [{ label: t('deadlines.started'), value: formatDateTime(clock.startedAt) }]),
    ...clock.pauses.map(({ pausedAt, resumedAt }, place) => ({
      label: t('deadlines.pause', { n: place + 1 }),
      value: `${formatDateTime(pausedAt)} – ${resumedAt === null ? '…' : formatDateTime(resumedAt)}`,
    })),
    ...(clock.extension === null
      ? []
      : [{ label: t('deadlines.extended'), value: formatDate(clock.extension.extendedTo) }]),
    ...(waiting === null || waiting.until === null
      ? []
      : [{ label: t('deadlines.applicant'), value: formatDate(waiting.until) }]),
    ...(handOver === null || handOver.until === null
      ? []
      : [{ label: t('deadlines.handOver'), value: formatDate(handOver.until) }]),
    ...(followUp?.kind === 'action'
      ? [{ label: t('deadlines.followUp'), value: formatDate(followUp.until) }]
      : []),
  ];
  return (
    <Stack>
      <DataList rows={rows} />
    </Stack>
  );
}
