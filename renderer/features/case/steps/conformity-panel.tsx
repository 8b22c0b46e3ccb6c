import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { useCommandForm } from '../form/use-command-form.ts';
import { AssessFields, findingLabels, findingsOf, type TypedFinding } from './assess-form.tsx';
import type { StepPanelProps } from './step-panel-props.ts';
import { useConformityCriteria } from './use-criteria.ts';

/** Form, competence and completeness (requirement R47). */
export function ConformityPanel({ title, instruction, more }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const questions = useConformityCriteria();
  const form = useCommandForm<{ readonly findings: Readonly<Record<string, TypedFinding>> }>({
    name: 'assess-conformity',
    initial: { findings: {} },
    commandOf: ({ findings }) => ({ kind: 'assess-conformity', findings: findingsOf(findings) }),
    labels: findingLabels(questions, t('assess.note'), t('assess.evidence')),
  });
  return (
    <CommandFormPanel title={title} instruction={instruction} form={form} more={more}>
      <AssessFields
        form={form}
        questions={questions}
        value={form.values.findings}
        onChange={(findings) => form.set({ findings })}
      />
    </CommandFormPanel>
  );
}
