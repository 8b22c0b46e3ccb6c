import { Group, NativeSelect } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ReferenceFilter } from '#renderer/components/reference-filter.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { CaseStatus } from '#shared/case/case-status.ts';
import { QueueUrgency } from '#shared/case/queue-urgency.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import { type QueueFilters, QueueSearch, SYNC_FILTERS } from './queue-search.ts';

/** The filters above the queue of the own office. */
export function QueueFilterBar(props: {
  /** How often the filters were cleared; each time the first field begins anew. */
  readonly clears: number;
  readonly filters: QueueFilters;
  readonly services: readonly PublicService[];
  readonly onChange: (filters: QueueFilters) => void;
}): ReactNode {
  const { clears, filters, services, onChange } = props;
  const { t } = useTranslation('queue');
  const { read } = useLanguage();
  const first = useRef<HTMLInputElement>(null);
  useKeys({ 'Alt+V': () => first.current?.focus() });
  const choice = (
    name: 'status' | 'service' | 'due' | 'sync',
    options: readonly { readonly value: string; readonly label: string }[],
  ): ReactNode => (
    <NativeSelect
      className="k-narrow-field"
      label={t(`filter.${name}`)}
      data={[{ value: '', label: t('filter.all') }, ...options]}
      value={filters[name] ?? ''}
      onChange={(event) => onChange(QueueSearch.parse({ ...filters, [name]: event.currentTarget.value }))}
    />
  );
  return (
    <Group component="search" gap="sm" align="start" aria-label={t('filter.title')}>
      <ReferenceFilter
        key={clears}
        takesFocus={clears > 0}
        value={filters.reference}
        onChange={(reference) => onChange({ ...filters, reference })}
        inputRef={first}
      />
      {choice(
        'status',
        CaseStatus.options.map((status) => ({ value: status, label: t(`common:status.${status}`) })),
      )}
      {choice(
        'service',
        services.map((service) => ({ value: service.id, label: `${service.code} ${read(service.title)}` })),
      )}
      {choice(
        'due',
        QueueUrgency.options.map((due) => ({ value: due, label: t(`deadline:filter.${due}`) })),
      )}
      {choice(
        'sync',
        SYNC_FILTERS.map((mark) => ({ value: mark, label: t(`sync:mark.${mark}`) })),
      )}
    </Group>
  );
}
