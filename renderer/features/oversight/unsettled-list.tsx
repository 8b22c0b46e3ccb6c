import { Anchor, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '#renderer/components/badge.tsx';
import { formatDateTime } from '#renderer/components/format.ts';
import { Notice } from '#renderer/components/notice.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useCentre } from '#renderer/context/centre.ts';
import { UNHINTED_QUERY } from './live-query.ts';
import type { OversightReference } from './use-oversight-reference.ts';

/** Records that wait for a person: whose they are, since when, why, and how many wait behind each (CF14). */
export function UnsettledList(props: { readonly reference: OversightReference }): ReactNode {
  const { reference } = props;
  const { t } = useTranslation('conflicts');
  const { read } = useLanguage();
  const centre = useCentre();
  const { data, isError } = useQuery({
    ...UNHINTED_QUERY,
    queryKey: ['oversight', 'unsettled'],
    queryFn: () => centre.listUnsettled(),
  });
  if (isError && data === undefined) {
    return (
      <Notice tone="refused" title={t('oversight:outOfReach.title')}>
        {t('oversight:outOfReach.help')}
      </Notice>
    );
  }
  if (data === undefined) return null;
  if (data.rows.length === 0) return <Text>{t('unsettled.none')}</Text>;
  const placeOf = (office: string, counter: string | null): string => {
    const known = reference.officeOf(office);
    return counter ?? (known === undefined ? office : read(known.name));
  };
  return (
    <Stack gap="sm">
      <Table.ScrollContainer
        minWidth={760}
        type="native"
        tabIndex={0}
        role="group"
        aria-label={t('unsettled.title')}
      >
        <Table aria-label={t('unsettled.title')} withTableBorder verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              {(['standing', 'record', 'who', 'since', 'why', 'behind', 'todo'] as const).map((name) => (
                <Table.Th key={name} scope="col">
                  {t(`unsettled.column.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.rows.map((row) => (
              <Table.Tr key={row.opId} style={{ verticalAlign: 'top' }}>
                <Table.Td>
                  <Badge tone={row.outcome === 'waiting' ? 'paused' : 'refused'} shape="⇄">
                    {t(`unsettled.outcome.${row.outcome}`)}
                  </Badge>
                </Table.Td>
                <Table.Td>
                  {t([`sync:operation.${row.kind}`, 'outbox:unknownKind'])} {row.reference}
                </Table.Td>
                <Table.Td>
                  {[reference.nameOf(row.author), placeOf(row.office, row.counter)].join(', ')}
                </Table.Td>
                <Table.Td>{formatDateTime(row.receivedAt)}</Table.Td>
                <Table.Td>
                  {row.ground === null ? '–' : t([`sync:grounds.${row.ground}`, `refusals:${row.ground}`])}
                </Table.Td>
                <Table.Td>{row.behind}</Table.Td>
                <Table.Td>
                  {row.canChoose ? (
                    <Anchor component={Link} to={`/overview/conflict/${row.opId}`}>
                      {t('decide')}
                    </Anchor>
                  ) : (
                    t(`unsettled.todo.${row.outcome}`)
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {data.more && <Text>{t('unsettled.more')}</Text>}
    </Stack>
  );
}
