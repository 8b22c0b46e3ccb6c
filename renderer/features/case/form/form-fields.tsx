import { Checkbox, Group, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { DateInput } from '#renderer/components/fields/date-input.tsx';
import { optionalLabel } from '#renderer/components/fields/optional-label.ts';
import type { CommandForm } from './use-command-form.ts';

interface Place {
  readonly form: Pick<CommandForm<unknown>, 'labels' | 'errorAt'>;
  /** The place in the command, whose label the form's plan has. */
  readonly pointer: string;
  readonly isOptional?: boolean;
  readonly help?: string | undefined;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function usePlace({ form, pointer, isOptional, help }: Place) {
  const { t } = useTranslation();
  const label = form.labels[pointer] ?? '';
  return {
    label: isOptional === true ? optionalLabel(label, t) : label,
    description: help,
    error: form.errorAt(pointer),
  };
}

/** One line that is typed. */
export function FormLine(
  props: Place & { readonly value: string; readonly onChange: (value: string) => void },
): ReactNode {
  return (
    <TextInput
      id={fieldId(props.pointer)}
      {...usePlace(props)}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      aria-required={props.isOptional !== true}
      autoComplete="off"
    />
  );
}

/** Text of several lines. */
export function FormLines(
  props: Place & { readonly value: string; readonly onChange: (value: string) => void },
): ReactNode {
  return (
    <Textarea
      id={fieldId(props.pointer)}
      {...usePlace(props)}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      aria-required={props.isOptional !== true}
      autosize
      minRows={2}
      maxRows={12}
    />
  );
}

/** A date that is typed. */
export function FormDate(
  props: Place & {
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly side?: 'past' | 'future';
  },
): ReactNode {
  return (
    <DateInput
      pointer={props.pointer}
      {...usePlace(props)}
      value={props.value}
      onChange={props.onChange}
      isRequired={props.isOptional !== true}
      side={props.side}
    />
  );
}

/** One of a few, all to be seen. */
export function FormRadios(
  props: Place & {
    readonly options: readonly Option[];
    readonly value: string;
    readonly onChange: (value: string) => void;
  },
): ReactNode {
  return (
    <Radio.Group
      id={fieldId(props.pointer)}
      {...usePlace(props)}
      value={props.value}
      onChange={props.onChange}
    >
      <Group gap="lg" py={4}>
        {props.options.map(({ value, label }) => (
          <Radio key={value} value={value} label={label} />
        ))}
      </Group>
    </Radio.Group>
  );
}

/** Any of a few, all to be seen. */
export function FormChecks(
  props: Place & {
    readonly options: readonly Option[];
    readonly value: readonly string[];
    readonly onChange: (value: readonly string[]) => void;
  },
): ReactNode {
  return (
    <Checkbox.Group
      id={fieldId(props.pointer)}
      {...usePlace(props)}
      value={[...props.value]}
      onChange={props.onChange}
    >
      <Stack gap={4} py={4}>
        {props.options.map(({ value, label }) => (
          <Checkbox key={value} value={value} label={label} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
