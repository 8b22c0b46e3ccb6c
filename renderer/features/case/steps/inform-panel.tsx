import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { findUntold } from '#shared/case/steps/report-mail.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CasePrintButton } from '../case-prints.tsx';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { isWrong } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import { TellingFields, tellingOf, toldNow, useTellingLabels } from './inform-fields.tsx';
import { useMailOffer } from './mail-fields.tsx';
import type { StepPanelProps } from './step-panel-props.ts';

/**
 * Telling the applicant of the decision that stands (requirement R50), or of what a failed e-mail did not tell them, for
 * which a closed case was opened (CL73).
 */
export function InformPanel({ title, instruction, more }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { state, today } = useCaseAtHand();
  const { decision } = state;
  const { isOffered } = useMailOffer();
  const untold = state.status === 'to-be-informed' ? undefined : findUntold(state);
  const subject = untold?.subject ?? 'decision';
  const form = useCommandForm({
    name: 'inform',
    initial: toldNow(today),
    commandOf: (values) => {
      const telling = tellingOf(values, today, isOffered);
      if (isWrong(telling)) return telling;
      const of = decision === null || subject !== 'decision' ? {} : { decision: decision.opId };
      return { kind: 'inform', subject, ...of, ...telling };
    },
    labels: useTellingLabels(),
  });
  return (
    <CommandFormPanel
      title={title}
      instruction={instruction}
      form={form}
      {...(form.values.proof === 'e-mail' && isOffered && { confirm: t('mailing:send') })}
      more={
        <>
          <CasePrintButton kind="decision" />
          {more}
        </>
      }
    >
      {decision !== null && subject === 'decision' && (
        <Text fw={600}>{t('inform.of', { decision: t(`decision.${decision.content.kind}`) })}</Text>
      )}
      <TellingFields form={form} values={form.values} subject={subject} set={form.set} />
    </CommandFormPanel>
  );
}
