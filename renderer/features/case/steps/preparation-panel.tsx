import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { useCommandForm } from '../form/use-command-form.ts';
import { ChecklistFields } from './checklist-fields.tsx';
import type { StepPanelProps } from './step-panel-props.ts';

/** What has to be ready before the service is provided (requirement R53). */
export function PreparationPanel({ title, instruction, more }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { state } = useCaseAtHand();
  const form = useCommandForm({
    name: 'prepare',
    initial: { items: state.preparation },
    commandOf: ({ items }) => ({ kind: 'prepare', items: [...items] }),
    labels: { '/items': t('checklist.preparation') },
  });
  return (
    <CommandFormPanel title={title} instruction={instruction} form={form} more={more}>
      <ChecklistFields
        form={form}
        pointer="/items"
        items={form.values.items}
        onChange={(items) => form.set({ items })}
      />
    </CommandFormPanel>
  );
}
