import { Group, NativeSelect } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ReferenceFilter } from '#renderer/components/reference-filter.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { CaseStatus } from '#shared/case/case-status.ts';
import { QueueUrgency } from '#shared/case/queue-urgency.ts';
import type { OversightCounts } from '#shared/protocol/oversight.ts';
import { FACETS, type Facet, type OversightFilters, OversightSearch } from './oversight-search.ts';
import type { OversightReference } from './use-oversight-reference.ts';

/** The filters above the queue of all offices, each choice with the number of requests it leaves. */
export function OversightFilterBar(props: {
  /** How often the filters were cleared; each time the first field begins anew. */
  readonly clears: number;
  readonly filters: OversightFilters;
  readonly reference: OversightReference;
  /** How many requests each choice would leave; undefined until they are counted. */
  readonly counts: OversightCounts | undefined;
  readonly onChange: (filters: OversightFilters) => void;
}): ReactNode {
  const { clears, filters, reference, counts, onChange } = props;
  const { t } = useTranslation('oversight');
  const { read } = useLanguage();
  const first = useRef<HTMLInputElement>(null);
  useKeys({ 'Alt+V': () => first.current?.focus() });
  const withCount = (name: Facet) => (option: { value: string; label: string }) => {
    if (counts === undefined) return option;
    const count = counts[FACETS[name]].find(({ value }) => value === option.value)?.count ?? 0;
    return { value: option.value, label: t('withCount', { label: option.label, n: count }) };
  };
  const choice = (
    name: Facet,
    label: string,
    all: string,
    options: readonly { value: string; label: string }[],
  ): ReactNode => (
    <NativeSelect
      className="k-narrow-field"
      label={label}
      data={[{ value: '', label: all }, ...options.map(withCount(name))]}
      value={filters[name] ?? ''}
      onChange={(event) => onChange(OversightSearch.parse({ ...filters, [name]: event.currentTarget.value }))}
    />
  );
  return (
    <Group component="search" gap="sm" align="start" aria-label={t('queue:filter.title')}>
      <ReferenceFilter
        key={clears}
        takesFocus={clears > 0}
        value={filters.reference}
        onChange={(part) => onChange({ ...filters, reference: part })}
        inputRef={first}
      />
      {choice(
        'office',
        t('column.office'),
        t('allOffices'),
        reference.offices.map((office) => ({ value: office.id, label: read(office.name) })),
      )}
      {choice(
        'service',
        t('queue:filter.service'),
        t('queue:filter.all'),
        reference.catalogue.services.map((service) => ({
          value: service.id,
          label: `${service.code} ${read(service.title)}`,
        })),
      )}
      {choice(
        'status',
        t('queue:filter.status'),
        t('queue:filter.all'),
        CaseStatus.options.map((status) => ({ value: status, label: t(`common:status.${status}`) })),
      )}
      {choice(
        'urgency',
        t('queue:filter.due'),
        t('queue:filter.all'),
        QueueUrgency.options.map((urgency) => ({ value: urgency, label: t(`deadline:filter.${urgency}`) })),
      )}
    </Group>
  );
}
