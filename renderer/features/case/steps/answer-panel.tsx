import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '#renderer/components/format.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormLines } from '../form/form-fields.tsx';
import { useCommandForm } from '../form/use-command-form.ts';
import type { StepPanelProps } from './step-panel-props.ts';

/** What the applicant answered. */
export function AnswerPanel({ title, more, onSaved }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { waiting } = useCaseAtHand().state;
  const { question, until } = waiting ?? { question: null, until: null };
  const form = useCommandForm({
    name: 'record-answer',
    initial: { answer: '' },
    commandOf: ({ answer }) => ({ kind: 'record-answer', answer }),
    labels: { '/answer': t('answer.answer') },
    ...(onSaved && { onSaved }),
  });
  return (
    <CommandFormPanel title={title} form={form} more={more}>
      {question !== null && <Text>{t('answer.question', { question })}</Text>}
      {until !== null && <Text>{t('answer.until', { date: formatDate(until) })}</Text>}
      <FormLines
        form={form}
        pointer="/answer"
        value={form.values.answer}
        onChange={(answer) => form.set({ answer })}
      />
    </CommandFormPanel>
  );
}
