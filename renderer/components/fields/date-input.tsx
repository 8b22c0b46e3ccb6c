import { TextInput } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { toDayNumber } from '#shared/kernel/plain-date.ts';
import { findTypedDate } from '#shared/kernel/typed-date.ts';
import { expandTypedDate } from './typed-date.ts';

const DAY_MILLISECONDS = 86_400_000;

/** A date that is typed. What it was understood as stands below it in words; leaving the field writes it out. */
export function DateInput(props: {
  readonly pointer: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly isRequired: boolean;
  /** On which side of today the date must lie, if on either. It chooses the year that was not typed. */
  readonly side?: 'past' | 'future' | undefined;
}): ReactNode {
  const { pointer, label, description, value, onChange, error, isRequired, side } = props;
  const { t } = useTranslation('common');
  const { language } = useLanguage();
  const today = localDateOf(useNow(600));
  const sensible = side === 'past' ? { latest: today } : side === 'future' ? { earliest: today } : {};
  const written = expandTypedDate(value, today, sensible);
  const understood = findTypedDate(written);
  const words =
    understood === undefined
      ? t(side === 'future' ? 'dateFormAhead' : 'dateForm')
      : new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(
          toDayNumber(understood) * DAY_MILLISECONDS,
        );
  const writeOut = (): void => {
    if (written !== value) onChange(written);
  };
  return (
    <TextInput
      id={fieldId(pointer)}
      label={label}
      description={
        <>
          {description !== undefined && <span style={{ display: 'block' }}>{description}</span>}
          <span style={{ display: 'block' }}>{words}</span>
        </>
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={writeOut}
      // Ctrl+Enter registers from inside of the field, without leaving it.
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter') writeOut();
      }}
      error={error}
      aria-required={isRequired}
      autoComplete="off"
    />
  );
}
