import type { ReactNode } from 'react';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { isWrong } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import { DecisionFields, decisionOf, NO_DECISION, useDecisionLabels } from './decision-fields.tsx';
import type { StepPanelProps } from './step-panel-props.ts';

/** To provide or to refuse (requirement R49). */
export function DecisionPanel({ title, instruction, more }: StepPanelProps): ReactNode {
  const form = useCommandForm({
    name: 'take-decision',
    initial: NO_DECISION,
    commandOf: (values) => {
      const decision = decisionOf(values);
      return isWrong(decision) ? decision : { kind: 'take-decision', decision };
    },
    labels: useDecisionLabels(),
  });
  return (
    <CommandFormPanel title={title} instruction={instruction} form={form} more={more}>
      <DecisionFields form={form} />
    </CommandFormPanel>
  );
}
