import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NO_FILTERS, type QueueFilters } from './queue-search.ts';

/** What is looked for most often, each as the filters that show it. */
const VIEWS = {
  late: { due: 'overdue' },
  today: { due: 'due-today' },
  waiting: { status: 'waiting-for-applicant' },
} as const satisfies Record<string, Partial<QueueFilters>>;

const NAMES = Object.keys(VIEWS) as readonly (keyof typeof VIEWS)[];

/** One tap to what is late, due today, or waits for the applicant; another takes the filter away again. */
export function QueueViews(props: {
  readonly filters: QueueFilters;
  readonly onChange: (filters: QueueFilters) => void;
}): ReactNode {
  const { filters, onChange } = props;
  const { t } = useTranslation('queue');
  return (
    <Group role="group" gap="xs" aria-label={t('view.title')} className="k-no-print">
      {NAMES.map((name) => {
        const isShown = isSame(filters, { ...NO_FILTERS, ...VIEWS[name] });
        return (
          <Button
            key={name}
            size="compact-sm"
            variant={isShown ? 'filled' : 'default'}
            aria-pressed={isShown}
            onClick={() => onChange(isShown ? NO_FILTERS : { ...NO_FILTERS, ...VIEWS[name] })}
          >
            {isShown && (
              <span aria-hidden="true" className="k-chosen">
                {CHOSEN}
              </span>
            )}
            {t(`view.${name}`)}
          </Button>
        );
      })}
    </Group>
  );
}

function isSame(one: QueueFilters, other: QueueFilters): boolean {
  return (Object.keys(NO_FILTERS) as readonly (keyof QueueFilters)[]).every((key) => one[key] === other[key]);
}

/** A shape beside the colour, for those who do not see it. */
const CHOSEN = '✓';
