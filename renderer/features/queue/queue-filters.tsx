import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import { CaseStatus } from '#shared/case/case-status.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import { DUE_FILTERS, type DueFilter } from './due-range.ts';

/** What the list is narrowed to. Empty texts narrow nothing. */
export interface QueueFilters {
  readonly reference: string;
  readonly status: string;
  readonly service: string;
  readonly due: DueFilter | '';
  readonly sync: string;
}

export const NO_FILTERS: QueueFilters = { reference: '', status: '', service: '', due: '', sync: '' };

const SYNC_MARKS = ['saved-here', 'received', 'needs-attention', 'accepted'] as const;

/** The filters above the queue of the own office. */
export function QueueFilterBar(props: {
  readonly filters: QueueFilters;
  readonly services: readonly PublicService[];
  readonly onChange: (filters: QueueFilters) => void;
  readonly firstField: RefObject<HTMLInputElement | null>;
}): ReactNode {
  const { filters, services, onChange, firstField } = props;
  const { t } = useTranslation('queue');
  const { read } = useLanguage();
  const set = (part: Partial<QueueFilters>): void => onChange({ ...filters, ...part });
  const choice = (
    name: 'status' | 'service' | 'due' | 'sync',
    options: readonly { readonly value: string; readonly label: string }[],
  ): ReactNode => (
    <NativeSelect
      className="k-narrow-field"
      label={t(`filter.${name}`)}
      data={[{ value: '', label: t('filter.all') }, ...options]}
      value={filters[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  const isNarrowed = JSON.stringify(filters) !== JSON.stringify(NO_FILTERS);
  return (
    <Group component="search" gap="sm" align="end" aria-label={t('filter.title')}>
      <TextInput
        ref={firstField}
        label={t('filter.reference')}
        placeholder="142"
        value={filters.reference}
        onChange={(event) => set({ reference: event.currentTarget.value })}
        aria-keyshortcuts="Alt+V"
        w={160}
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
        DUE_FILTERS.map((due) => ({ value: due, label: t(`deadline:filter.${due}`) })),
      )}
      {choice(
        'sync',
        SYNC_MARKS.map((mark) => ({ value: mark, label: t(`sync:mark.${mark}`) })),
      )}
      {isNarrowed && (
        <Button variant="default" onClick={() => onChange(NO_FILTERS)}>
          {t('filter.clear')}
        </Button>
      )}
    </Group>
  );
}
