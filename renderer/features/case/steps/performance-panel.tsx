import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import { findStep } from '#shared/case/step-context.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { useCommandForm } from '../form/use-command-form.ts';
import { ChecklistFields } from './checklist-fields.tsx';
import type { StepPanelProps } from './step-panel-props.ts';

/** What was done of the service (requirement R54); it begins with the catalogue's name for it. */
export function PerformancePanel({ title, instruction, more }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { read } = useLanguage();
  const { state, service } = useCaseAtHand();
  const step = findStep(service, 'perform');
  const first = { text: step === undefined ? '' : read(step.title), isDone: false };
  const form = useCommandForm({
    name: 'perform',
    initial: { actions: state.actions.length === 0 ? [first] : state.actions },
    commandOf: ({ actions }) => ({ kind: 'perform', actions: [...actions] }),
    labels: { '/actions': t('checklist.actions') },
  });
  return (
    <CommandFormPanel title={title} instruction={instruction} form={form} more={more}>
      <ChecklistFields
        form={form}
        pointer="/actions"
        items={form.values.actions}
        onChange={(actions) => form.set({ actions })}
      />
    </CommandFormPanel>
  );
}
