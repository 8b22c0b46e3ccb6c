import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CasePrintButton } from '../case-prints.tsx';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { isWrong } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import { TellingFields, tellingOf, toldNow, useTellingLabels } from './inform-fields.tsx';
import type { StepPanelProps } from './step-panel-props.ts';

/** Telling the applicant of the decision that stands (requirement R50). */
export function InformPanel({ title, instruction, more }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { state, today } = useCaseAtHand();
  const { decision } = state;
  const form = useCommandForm({
    name: 'inform',
    initial: toldNow(today),
    commandOf: (values) => {
      const telling = tellingOf(values);
      if (isWrong(telling)) return telling;
      const of = decision === null ? {} : { decision: decision.opId };
      return { kind: 'inform', subject: 'decision', ...of, ...telling };
    },
    labels: useTellingLabels(),
  });
  return (
    <CommandFormPanel
      title={title}
      instruction={instruction}
      form={form}
      more={
        <>
          <CasePrintButton kind="decision" />
          {more}
        </>
      }
    >
      {decision !== null && (
        <Text fw={600}>{t('inform.of', { decision: t(`decision.${decision.content.kind}`) })}</Text>
      )}
      <TellingFields form={form} values={form.values} set={form.set} />
    </CommandFormPanel>
  );
}
