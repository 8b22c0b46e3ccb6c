import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import type { ChecklistItem } from '#shared/case/facts/provision.ts';
import type { CommandForm } from '../form/use-command-form.ts';

/** Lines that are ticked when they are done, and more can be added. */
export function ChecklistFields(props: {
  readonly form: Pick<CommandForm<unknown>, 'labels' | 'errorAt'>;
  /** Where the list stands in the command. */
  readonly pointer: string;
  readonly items: readonly ChecklistItem[];
  readonly onChange: (items: readonly ChecklistItem[]) => void;
}): ReactNode {
  const { form, pointer, items, onChange } = props;
  const { t } = useTranslation('caseSteps');
  const set = (place: number, part: Partial<ChecklistItem>): void =>
    onChange(items.map((item, at) => (at === place ? { ...item, ...part } : item)));
  return (
    <Stack gap="xs" role="group" aria-label={form.labels[pointer]} id={fieldId(pointer)}>
      {items.length === 0 && <Text>{t('checklist.empty')}</Text>}
      {items.map((item, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name, and its text is being typed.
        <Group key={place} gap="sm" align="center" wrap="nowrap">
          <Checkbox
            checked={item.isDone}
            onChange={(event) => set(place, { isDone: event.currentTarget.checked })}
            aria-label={t('checklist.done', { n: place + 1 })}
          />
          <TextInput
            id={fieldId(`${pointer}/${place}/text`)}
            aria-label={t('checklist.line', { n: place + 1 })}
            value={item.text}
            onChange={(event) => set(place, { text: event.currentTarget.value })}
            error={form.errorAt(`${pointer}/${place}/text`)}
            style={{ flex: 1 }}
          />
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onChange(items.filter((_, at) => at !== place))}
          >
            {t('checklist.remove')}
          </Button>
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onChange([...items, { text: '', isDone: false }])}
        >
          {t('checklist.add')}
        </Button>
      </Group>
    </Stack>
  );
}
