import { Checkbox, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { fieldId } from '#renderer/components/field-id.ts';
import { addressHelp } from './address-help.ts';
import type { FieldProps } from './field-props.ts';
import { useFieldLabel } from './use-field-label.ts';

const Draft = z.object({
  text: z.string().optional(),
  registerCode: z.string().optional(),
  unverified: z.boolean().optional(),
});

/** An address: as written, with its code in the address register or marked as not verified. */
export function AddressField(props: FieldProps): ReactNode {
  const { pointer, value, onChange, errorAt, isRequired } = props;
  const { t } = useTranslation('fields');
  const { label, description } = useFieldLabel(props);
  const help = [t('addressHelp'), addressHelp(description ?? '')].filter((text) => text !== '').join(' ');
  const draft = Draft.safeParse(value ?? {}).data ?? {};
  return (
    <Stack gap="xs">
      <TextInput
        id={fieldId(`${pointer}/text`)}
        label={label}
        description={help}
        value={draft.text ?? ''}
        onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
        error={errorAt('/text') ?? errorAt('')}
        aria-required={isRequired}
        autoComplete="off"
      />
      {(draft.text ?? '') !== '' && (
        <>
          <TextInput
            id={fieldId(`${pointer}/registerCode`)}
            label={t('registerCode')}
            description={t('registerCodeHelp')}
            value={draft.registerCode ?? ''}
            onChange={(event) => onChange({ ...draft, registerCode: event.currentTarget.value })}
            error={errorAt('/registerCode')}
            inputMode="numeric"
            autoComplete="off"
            maw={280}
          />
          <Checkbox
            id={fieldId(`${pointer}/unverified`)}
            label={t('unverified')}
            checked={draft.unverified === true}
            onChange={(event) => onChange({ ...draft, unverified: event.currentTarget.checked })}
            error={errorAt('/unverified')}
          />
        </>
      )}
    </Stack>
  );
}
