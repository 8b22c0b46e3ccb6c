import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormLines } from '../form/form-fields.tsx';
import { useCommandForm } from '../form/use-command-form.ts';
import type { ActionFormProps } from './action-form-props.ts';

/** Why a case takes longer than promised, as soon as it does (CL76, requirement R16). */
export function ExplainAction({ title, more, onSaved }: ActionFormProps): ReactNode {
  const { t } = useTranslation('caseActions');
  const { delay } = useCaseAtHand().state;
  const form = useCommandForm({
    name: 'explain-delay',
    initial: { correctiveNote: '' },
    commandOf: ({ correctiveNote }) => ({ kind: 'explain-delay', correctiveNote }),
    labels: { '/correctiveNote': t('correctiveNote') },
    onSaved,
  });
  return (
    <CommandFormPanel title={title} form={form} instruction={t('late')} confirm={title} more={more}>
      {delay != null && <Text>{t('explained', { text: delay.correctiveNote })}</Text>}
      <FormLines
        form={form}
        pointer="/correctiveNote"
        value={form.values.correctiveNote}
        onChange={(correctiveNote) => form.set({ correctiveNote })}
      />
    </CommandFormPanel>
  );
}
