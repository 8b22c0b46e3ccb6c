import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import { NeedMet } from '#shared/case/facts/evaluation.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormRadios } from '../form/form-fields.tsx';
import { required } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import { marksOf } from './satisfaction-marks.ts';
import type { StepPanelProps } from './step-panel-props.ts';

/** What the recipient says of it, or that they do not want to (requirement R56). */
export function SatisfactionPanel({ title, instruction, more }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { read } = useLanguage();
  const { catalogue } = useCaseAtHand();
  const [ease, need] = catalogue.satisfaction?.questions ?? [];
  const marks = marksOf(catalogue);
  const form = useCommandForm({
    name: 'record-satisfaction',
    initial: { ease: '', needMet: '' },
    commandOf: (values) => {
      if (values.ease === '') return required('satisfaction', 'ease');
      const needMet = NeedMet.safeParse(values.needMet).data;
      const answered = { kind: 'answered', ease: Number(values.ease) } as const;
      const satisfaction = needMet === undefined ? answered : { ...answered, needMet };
      return { kind: 'record-satisfaction', satisfaction };
    },
    labels: {
      '/satisfaction/ease': ease === undefined ? t('satisfaction.ease') : read(ease),
      '/satisfaction/needMet': need === undefined ? t('satisfaction.needMet') : read(need),
    },
  });
  const skip = (
    <Button
      variant="default"
      onClick={() => void form.give({ kind: 'record-satisfaction', satisfaction: { kind: 'skipped' } })}
    >
      {t('satisfaction.skip')}
    </Button>
  );
  return (
    <CommandFormPanel
      title={title}
      instruction={instruction}
      form={form}
      more={
        <>
          {skip}
          {more}
        </>
      }
    >
      <FormRadios
        form={form}
        pointer="/satisfaction/ease"
        help={t('satisfaction.scale', { lowest: marks[0], highest: marks.at(-1) })}
        options={marks.map((value) => ({ value, label: value }))}
        value={form.values.ease}
        onChange={(mark) => form.set({ ease: mark })}
      />
      <FormRadios
        form={form}
        pointer="/satisfaction/needMet"
        isOptional
        options={NeedMet.options.map((value) => ({ value, label: t(`needMet.${value}`) }))}
        value={form.values.needMet}
        onChange={(needMet) => form.set({ needMet })}
      />
    </CommandFormPanel>
  );
}
