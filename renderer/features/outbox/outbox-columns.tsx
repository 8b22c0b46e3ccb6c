import { Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { Badge, type Tone } from '#renderer/components/badge.tsx';
import { formatWhen } from '#renderer/components/format.ts';
import type { Column } from '#renderer/components/long-table.tsx';
import type { OutboxLine, OutboxStanding } from '#renderer/store/outbox-line.ts';
import type { Instant } from '#shared/kernel/instant.ts';

const LOOKS = {
  parked: { tone: 'decide', shape: '⇄' },
  rejected: { tone: 'refused', shape: '✕' },
  fork: { tone: 'refused', shape: '⑂' },
  held: { tone: 'refused', shape: '‖' },
  'set-aside': { tone: 'soon', shape: '!' },
  waiting: { tone: 'paused', shape: '◐' },
  unsent: { tone: 'paused', shape: '●' },
} as const satisfies Record<OutboxStanding, { readonly tone: Tone; readonly shape: string }>;

/** Where each record is, why, and what there is to do. */
export function outboxColumns(now: Instant, t: TFunction<'outbox'>): readonly Column<OutboxLine>[] {
  return [
    {
      id: 'standing',
      title: t('column.standing'),
      width: '13rem',
      cell: ({ standing }) => {
        const { tone, shape } = LOOKS[standing];
        return (
          <Badge tone={tone} shape={shape}>
            {t(`standings.${standing}`)}
          </Badge>
        );
      },
    },
    {
      id: 'record',
      title: t('column.record'),
      width: '14rem',
      cell: ({ kind, reference }) => (
        <>
          {/* What a newer program gives has no name here. */}
          {t([`sync:operation.${kind}`, 'unknownKind'])}
          {reference !== null && <Text fz="sm">{reference}</Text>}
        </>
      ),
    },
    {
      id: 'saved',
      title: t('column.saved'),
      width: '9rem',
      cell: ({ savedAt, answeredAt }) => (
        <>
          {formatWhen(savedAt, now)}
          {answeredAt !== null && (
            <Text fz="sm">{t('answeredAt', { when: formatWhen(answeredAt, now) })}</Text>
          )}
        </>
      ),
    },
    {
      id: 'todo',
      title: t('column.todo'),
      width: 'minmax(16rem, 1fr)',
      cell: ({ standing, grounds }) => (
        <>
          {grounds !== null && `${t([`sync:grounds.${grounds}`, `refusals:${grounds}`])} `}
          {t(`todo.${standing}`)}
        </>
      ),
    },
  ];
}
