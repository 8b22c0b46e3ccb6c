import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormLines } from '../form/form-fields.tsx';
import { blank, isWrong, required } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import {
  DecisionFields,
  type DecisionValues,
  decisionOf,
  NO_DECISION,
  useDecisionLabels,
} from '../steps/decision-fields.tsx';
import type { ActionFormProps } from './action-form-props.ts';

/** Another decision in the place of the one that stands (CL33). */
export function AmendAction({ title, more, onSaved }: ActionFormProps): ReactNode {
  const { t } = useTranslation('caseActions');
  const standing = useCaseAtHand().state.decision;
  const form = useCommandForm<DecisionValues & { readonly reason: string }>({
    name: 'amend-decision',
    initial: { ...NO_DECISION, reason: '' },
    commandOf: (values) => {
      if (standing === null) return required('decision');
      const decision = decisionOf(values);
      if (isWrong(decision)) return [...decision, ...blank('/reason', values.reason)];
      return { kind: 'amend-decision', amends: standing.opId, decision, reason: values.reason };
    },
    labels: { ...useDecisionLabels(), '/reason': t('amend.reason') },
    onSaved,
  });
  return (
    <CommandFormPanel title={title} form={form} instruction={t('amend.help')} confirm={title} more={more}>
      <DecisionFields form={form} />
      <FormLines
        form={form}
        pointer="/reason"
        value={form.values.reason}
        onChange={(reason) => form.set({ reason })}
      />
    </CommandFormPanel>
  );
}
