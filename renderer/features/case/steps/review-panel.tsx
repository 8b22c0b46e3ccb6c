import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NeedMet } from '#shared/case/facts/evaluation.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormLines, FormRadios } from '../form/form-fields.tsx';
import { required } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import type { StepPanelProps } from './step-panel-props.ts';

/** The time against the service level, and the need (requirement R57). */
export function ReviewPanel({ title, instruction, more }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { deadline, delay } = useCaseAtHand().state;
  const isLate = deadline.kind === 'met' && !deadline.isInTime;
  const form = useCommandForm({
    name: 'review-provision',
    initial: { needMet: '', correctiveNote: '' },
    commandOf: ({ needMet, correctiveNote }) => {
      const chosen = NeedMet.safeParse(needMet);
      if (!chosen.success) return required('needMet');
      if (isLate && delay == null && correctiveNote.trim() === '') return required('correctiveNote');
      return { kind: 'review-provision', needMet: chosen.data, correctiveNote };
    },
    labels: { '/needMet': t('review.needMet'), '/correctiveNote': t('review.correctiveNote') },
  });
  return (
    <CommandFormPanel title={title} instruction={instruction} form={form} more={more}>
      <Text>{isLate ? t('review.late') : t('review.inTime')}</Text>
      <FormRadios
        form={form}
        pointer="/needMet"
        options={NeedMet.options.map((value) => ({ value, label: t(`needMet.${value}`) }))}
        value={form.values.needMet}
        onChange={(needMet) => form.set({ needMet })}
      />
      {isLate && delay != null && <Text>{t('review.explained', { text: delay.correctiveNote })}</Text>}
      {isLate && (
        <FormLines
          form={form}
          isOptional={delay != null}
          pointer="/correctiveNote"
          value={form.values.correctiveNote}
          onChange={(correctiveNote) => form.set({ correctiveNote })}
        />
      )}
    </CommandFormPanel>
  );
}
