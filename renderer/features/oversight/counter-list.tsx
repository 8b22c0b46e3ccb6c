import { Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '#renderer/components/badge.tsx';
import { formatAge, formatDateTime } from '#renderer/components/format.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { useCentre } from '#renderer/context/centre.ts';
import type { CounterHealth } from '#shared/protocol/oversight.ts';
import { byTrouble, isSilent } from './counter-trouble.ts';
import { UNHINTED_QUERY } from './live-query.ts';
import type { OversightReference } from './use-oversight-reference.ts';

const COLUMNS = [
  'counter',
  'station',
  'lastContact',
  'unsent',
  'attention',
  'gaps',
  'storage',
  'clock',
  'program',
] as const;

/** When every counter was last heard from and how much it said it still holds unsent. No personal data. */
export function CounterList(props: { readonly reference: OversightReference }): ReactNode {
  const { reference } = props;
  const { t } = useTranslation('oversight');
  const { read } = useLanguage();
  const centre = useCentre();
  const now = useNow(15);
  const { data } = useQuery({
    ...UNHINTED_QUERY,
    queryKey: ['oversight', 'counters'],
    queryFn: () => centre.listCounters(),
  });
  if (data === undefined) return null;
  if (data.counters.length === 0) return <Text>{t('noCounters')}</Text>;
  const place = (counter: CounterHealth): string => {
    const office = reference.officeOf(counter.office);
    return `${office === undefined ? counter.office : read(office.name)}, ${counter.counter ?? t('enrolment:noCounter')}`;
  };
  const unsent = (counter: CounterHealth): string => {
    const { report } = counter;
    if (report === null) return t('unknown');
    if (report.oldestUnsentAt === null) return String(report.unsent);
    return t('unsentSince', { n: report.unsent, age: formatAge(report.oldestUnsentAt, now, t) });
  };
  return (
    <Stack gap="sm">
      <Text c="dimmed" fz="sm">
        {(['attention', 'gaps'] as const)
          .map((name) =>
            t('columnMeans', { name: t(`counterColumn.${name}`), meaning: t(`counterColumnMeans.${name}`) }),
          )
          .join(' ')}
      </Text>
      <Table.ScrollContainer minWidth={900} tabIndex={0}>
        <Table aria-label={t('counters')}>
          <Table.Thead>
            <Table.Tr>
              {COLUMNS.map((name) => (
                <Table.Th key={name}>{t(`counterColumn.${name}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {byTrouble(data.counters, now).map((counter) => (
              <Table.Tr key={counter.replica}>
                <Table.Td>{place(counter)}</Table.Td>
                <Table.Td>{counter.station}</Table.Td>
                <Table.Td>
                  {counter.lastContactAt === null ? (
                    t('never')
                  ) : isSilent(counter, now) ? (
                    <Badge tone="soon" shape="◐">
                      {t('silentSince', { time: formatDateTime(counter.lastContactAt) })}
                    </Badge>
                  ) : (
                    t('queue:ago', { age: formatAge(counter.lastContactAt, now, t) })
                  )}
                </Table.Td>
                <Table.Td data-testid={`unsent-${counter.counter ?? 'none'}`}>{unsent(counter)}</Table.Td>
                <Table.Td>{counter.report?.needsAttention ?? t('unknown')}</Table.Td>
                <Table.Td>{counter.received.gaps.length}</Table.Td>
                <Table.Td>
                  {counter.report === null ? t('unknown') : t(`storage.${counter.report.storage}`)}
                </Table.Td>
                <Table.Td>{clockText(counter, t)}</Table.Td>
                <Table.Td>{programText(counter, t)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

function clockText(counter: CounterHealth, t: TFunction<'oversight'>): string {
  const offset = counter.report?.clockOffsetMilliseconds;
  if (offset === undefined || offset === null) return t('unknown');
  return t('clockOff', { n: Math.round(offset / 1000) });
}

/** What a counter calls itself: our own two programs in words, any other as it says. */
function programText(counter: CounterHealth, t: TFunction<'oversight'>): string {
  const program = counter.report?.program;
  if (program === undefined) return t('unknown');
  const [kind, version = ''] = program.split(' ');
  return kind === 'browser' || kind === 'desktop' ? t(`program.${kind}`, { version }) : program;
}
