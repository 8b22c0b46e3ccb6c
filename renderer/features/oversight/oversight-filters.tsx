import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { CaseStatus } from '#shared/case/case-status.ts';
import { type OversightCounts, QueueUrgency } from '#shared/protocol/oversight.ts';
import type { OversightReference } from './use-oversight-reference.ts';

/** What the queue of all offices is narrowed to, and how it is sorted. Empty texts narrow nothing. */
export interface OversightFilters {
  readonly reference: string;
  readonly office: string;
  readonly service: string;
  readonly status: string;
  readonly urgency: string;
  readonly sort: string;
  readonly direction: 'asc' | 'desc';
}

export const NO_OVERSIGHT_FILTERS: OversightFilters = {
  reference: '',
  office: '',
  service: '',
  status: '',
  urgency: '',
  sort: 'deadline',
  direction: 'asc',
};

/** The filters as the centre is asked, without what does not narrow. */
export function queryOf(filters: OversightFilters): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of ['reference', 'office', 'service', 'status', 'urgency'] as const) {
    if (filters[name].trim() !== '') query.set(name, filters[name].trim());
  }
  return query;
}

/** Where the counts of each filter stand. */
const GROUPS = { office: 'offices', service: 'services', status: 'statuses', urgency: 'urgencies' } as const;

/** The filters above the queue of all offices, each choice with the number of requests it leaves. */
export function OversightFilterBar(props: {
  readonly filters: OversightFilters;
  readonly reference: OversightReference;
  /** How many requests each choice would leave; undefined until they are counted. */
  readonly counts: OversightCounts | undefined;
  readonly onChange: (filters: OversightFilters) => void;
}): ReactNode {
  const { filters, reference, counts, onChange } = props;
  const { t } = useTranslation('oversight');
  const { read } = useLanguage();
  const first = useRef<HTMLInputElement>(null);
  useKeys({ 'Alt+V': () => first.current?.focus() });
  const withCount =
    (name: 'office' | 'service' | 'status' | 'urgency') => (option: { value: string; label: string }) => {
      const count = counts?.[GROUPS[name]].find(({ value }) => value === option.value)?.count;
      // A choice that is taken already counts only itself, so the others' numbers are not known.
      if (counts === undefined || filters[name] !== '') return option;
      return { value: option.value, label: t('withCount', { label: option.label, n: count ?? 0 }) };
    };
  const choice = (
    name: 'office' | 'service' | 'status' | 'urgency',
    label: string,
    options: readonly { value: string; label: string }[],
  ): ReactNode => (
    <NativeSelect
      className="k-narrow-field"
      label={label}
      data={[{ value: '', label: t('queue:filter.all') }, ...options.map(withCount(name))]}
      value={filters[name]}
      onChange={(event) => onChange({ ...filters, [name]: event.currentTarget.value })}
    />
  );
  return (
    <Group component="search" gap="sm" align="end" aria-label={t('queue:filter.title')}>
      <TextInput
        ref={first}
        label={t('queue:filter.reference')}
        value={filters.reference}
        onChange={(event) => onChange({ ...filters, reference: event.currentTarget.value })}
        aria-keyshortcuts="Alt+V"
        w={160}
      />
      {choice(
        'office',
        t('column.office'),
        reference.offices.map((office) => ({ value: office.id, label: read(office.name) })),
      )}
      {choice(
        'service',
        t('queue:filter.service'),
        reference.catalogue.services.map((service) => ({
          value: service.id,
          label: `${service.code} ${read(service.title)}`,
        })),
      )}
      {choice(
        'status',
        t('queue:filter.status'),
        CaseStatus.options.map((status) => ({ value: status, label: t(`common:status.${status}`) })),
      )}
      {choice(
        'urgency',
        t('queue:filter.due'),
        QueueUrgency.options.map((urgency) => ({ value: urgency, label: t(`deadline:filter.${urgency}`) })),
      )}
      {queryOf(filters).size > 0 && (
        <Button variant="default" onClick={() => onChange(NO_OVERSIGHT_FILTERS)}>
          {t('queue:filter.clear')}
        </Button>
      )}
    </Group>
  );
}
