import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormLines } from '../form/form-fields.tsx';
import { useCommandForm } from '../form/use-command-form.ts';
import type { StepPanelProps } from './step-panel-props.ts';

/** That the action was done, and what came of it (requirement R59). */
export function EffectPanel({ title, instruction, more }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const form = useCommandForm({
    name: 'complete-follow-up',
    initial: { effect: '' },
    commandOf: ({ effect }) => ({ kind: 'complete-follow-up', effect }),
    labels: { '/effect': t('followUp.effect') },
  });
  return (
    <CommandFormPanel title={title} instruction={instruction} form={form} more={more}>
      <FormLines
        form={form}
        pointer="/effect"
        value={form.values.effect}
        onChange={(effect) => form.set({ effect })}
      />
    </CommandFormPanel>
  );
}
