import { Group, Radio } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { findKeyName } from '#renderer/components/use-keys.ts';

/** Letters that answer while the question has the focus. */
const ANSWERS: Readonly<Record<string, boolean>> = { J: true, Y: true, N: false };

/** A question with two answers. J (or Y) and N answer it while it has the focus. */
export function YesNoInput(props: {
  readonly pointer: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: boolean | undefined;
  readonly onChange: (value: boolean) => void;
  /** Called after an answer by letter, when the focus stands on that answer. */
  readonly onAnsweredByKey?: (answer: boolean) => void;
  readonly error?: string | undefined;
}): ReactNode {
  const { pointer, label, description, value, onChange, onAnsweredByKey, error } = props;
  const { t } = useTranslation('common');
  const answerByKey = (event: KeyboardEvent<HTMLElement>): void => {
    const answer = ANSWERS[findKeyName(event.nativeEvent) ?? ''];
    if (answer === undefined) return;
    event.preventDefault();
    onChange(answer);
    const chosen = answer ? 'input[value="yes"]' : 'input[value="no"]';
    event.currentTarget.querySelector<HTMLElement>(chosen)?.focus();
    onAnsweredByKey?.(answer);
  };
  const option = (answer: 'yes' | 'no', letter: string): ReactNode => (
    <Radio
      value={answer}
      label={
        <>
          {t(answer)}
          <KeyHint keys={letter} />
        </>
      }
      aria-keyshortcuts={letter}
    />
  );
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
        {option('yes', t('yesKey'))}
        {option('no', t('noKey'))}
      </Group>
    </Radio.Group>
  );
}
