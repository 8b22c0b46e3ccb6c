import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Reference } from '#shared/kernel/reference.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormLine } from '../form/form-fields.tsx';
import { useCommandForm } from '../form/use-command-form.ts';
import type { ActionFormProps } from './action-form-props.ts';

/** Another request on the same matter; both stay as they are (requirement R14). */
export function LinkAction({ title, more, onSaved }: ActionFormProps): ReactNode {
  const { t } = useTranslation('caseActions');
  const form = useCommandForm({
    name: 'link-duplicate',
    initial: { other: '' },
    commandOf: ({ other }) => {
      const reference = Reference.safeParse(other.trim().toUpperCase());
      if (reference.success) return { kind: 'link-duplicate', other: reference.data };
      return [{ pointer: '/other', code: other.trim() === '' ? 'required' : 'unknown-choice' }];
    },
    labels: { '/other': t('link.other') },
    onSaved,
  });
  return (
    <CommandFormPanel title={title} form={form} confirm={title} more={more}>
      <FormLine
        form={form}
        pointer="/other"
        help={t('link.help')}
        value={form.values.other}
        onChange={(other) => form.set({ other })}
      />
    </CommandFormPanel>
  );
}
