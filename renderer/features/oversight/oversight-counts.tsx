import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { OversightCounts as Counts } from '#shared/protocol/oversight.ts';
import type { OversightFilters } from './oversight-filters.tsx';
import type { OversightReference } from './use-oversight-reference.ts';

type Narrowing = 'urgency' | 'status' | 'office' | 'service';

/** How many requests there are under the filters. Every number is a link to exactly its rows. */
export function OversightCounts(props: {
  readonly counts: Counts;
  readonly reference: OversightReference;
  readonly filters: OversightFilters;
  readonly onChange: (filters: OversightFilters) => void;
}): ReactNode {
  const { counts, reference, filters, onChange } = props;
  const { t } = useTranslation('oversight');
  const { read } = useLanguage();
  const officeName = (id: string): string => {
    const office = reference.officeOf(id);
    return office === undefined ? id : read(office.name);
  };
  const serviceTitle = (id: string): string => {
    const service = reference.catalogue.services.find((candidate) => candidate.id === id);
    return service === undefined ? id : read(service.title);
  };
  const groups: readonly {
    by: Narrowing;
    label: string;
    rows: Counts['offices'];
    nameOf: (id: string) => string;
  }[] = [
    {
      by: 'urgency',
      label: t('queue:filter.due'),
      rows: counts.urgencies,
      nameOf: (id) => t(`deadline:filter.${id}`),
    },
    {
      by: 'status',
      label: t('queue:filter.status'),
      rows: counts.statuses,
      nameOf: (id) => t(`common:status.${id}`),
    },
    { by: 'office', label: t('column.office'), rows: counts.offices, nameOf: officeName },
    { by: 'service', label: t('queue:filter.service'), rows: counts.services, nameOf: serviceTitle },
  ];
  return (
    <Stack gap={4}>
      <Text fw={600} role="status" data-testid="oversight-total">
        {t('total', { count: counts.total, n: counts.total })}
      </Text>
      {groups.map((group) => (
        <Group key={group.by} gap="xs">
          <Text size="sm" c="dimmed">
            {group.label}
          </Text>
          {group.rows.map(({ value, count }) => (
            <Button
              key={value}
              size="compact-sm"
              variant={filters[group.by] === value ? 'filled' : 'default'}
              aria-pressed={filters[group.by] === value}
              onClick={() => onChange({ ...filters, [group.by]: filters[group.by] === value ? '' : value })}
            >
              {group.nameOf(value)} {count}
            </Button>
          ))}
        </Group>
      ))}
    </Stack>
  );
}
