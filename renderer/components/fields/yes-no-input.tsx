import { Group, Radio } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';

/** Letters that answer while the question has the focus. */
const ANSWERS: Readonly<Record<string, boolean>> = { j: true, y: true, n: false };

/** A question with two answers. J (or Y) and N answer it while it has the focus. */
export function YesNoInput(props: {
  readonly pointer: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: boolean | undefined;
  readonly onChange: (value: boolean) => void;
  readonly error?: string | undefined;
}): ReactNode {
  const { pointer, label, description, value, onChange, error } = props;
  const { t } = useTranslation('common');
  const answerByKey = (event: KeyboardEvent): void => {
    const answer = ANSWERS[event.key.toLowerCase()];
    if (answer === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onChange(answer);
  };
  return (
    <Radio.Group
      id={fieldId(pointer)}
      label={label}
      description={description}
      error={error}
      value={value === undefined ? '' : value ? 'yes' : 'no'}
      onChange={(answer) => onChange(answer === 'yes')}
      onKeyDown={answerByKey}
    >
      <Group gap="lg" py={4}>
        <Radio value="yes" label={t('yes')} />
        <Radio value="no" label={t('no')} />
      </Group>
    </Radio.Group>
  );
}
