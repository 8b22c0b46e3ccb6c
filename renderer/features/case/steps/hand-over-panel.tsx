import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormDate, FormLine, FormLines, FormRadios } from '../form/form-fields.tsx';
import { blank, isWrong, readDate, required } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import { ColleagueInput, findChosen } from './colleague-input.tsx';
import type { StepPanelProps } from './step-panel-props.ts';

/** To whom, by when and with which message (requirement R52); the sender stays responsible until it is accepted. */
export function HandOverPanel({ title, instruction, more, onSaved }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { service, state, colleagues } = useCaseAtHand();
  const hasPartner = service.providers.some(({ external }) => external);
  const form = useCommandForm({
    name: 'hand-over',
    initial: {
      target: state.way?.way === 'through-partner' ? 'partner' : 'person',
      colleague: '',
      partner: '',
      until: '',
      message: '',
      isEscalation: false,
    },
    commandOf: ({ target, colleague, partner, until: typed, message, isEscalation }) => {
      const person = findChosen(colleagues, colleague);
      const isForPartner = target === 'partner';
      const to = isForPartner
        ? ({ kind: 'partner', partner } as const)
        : person && ({ kind: 'person', ...person } as const);
      const until = typed.trim() === '' ? undefined : readDate(typed, 'until');
      const wrong = [
        ...(isForPartner ? blank('/to/partner', partner) : []),
        ...blank('/message', message),
        ...(isWrong(until) ? until : []),
      ];
      if (to === undefined) return [...required('to'), ...wrong];
      if (wrong.length > 0 || isWrong(until)) return wrong;
      return { kind: 'hand-over', to, isEscalation, message, ...(until !== undefined && { until }) };
    },
    labels: {
      '/target': t('handOver.target'),
      '/to': t('handOver.to'),
      '/to/partner': t('handOver.partner'),
      '/until': t('handOver.until'),
      '/message': t('handOver.message'),
    },
    ...(onSaved && { onSaved }),
  });
  const { values, set } = form;
  return (
    <CommandFormPanel
      title={title}
      instruction={instruction}
      form={form}
      confirm={t('handOver.confirm')}
      more={more}
    >
      {hasPartner && (
        <FormRadios
          form={form}
          pointer="/target"
          options={(['person', 'partner'] as const).map((value) => ({
            value,
            label: t(`handOver.targets.${value}`),
          }))}
          value={values.target}
          onChange={(target) => {
            form.forgetIssues();
            set({ target });
          }}
        />
      )}
      {values.target === 'partner' ? (
        <FormLine
          form={form}
          pointer="/to/partner"
          value={values.partner}
          onChange={(partner) => set({ partner })}
        />
      ) : (
        <ColleagueInput
          form={form}
          pointer="/to"
          value={values.colleague}
          onChange={(colleague) => set({ colleague })}
        />
      )}
      <FormLines
        form={form}
        pointer="/message"
        value={values.message}
        onChange={(message) => set({ message })}
      />
      <FormDate
        form={form}
        pointer="/until"
        isOptional
        value={values.until}
        onChange={(until) => set({ until })}
        side="future"
      />
      <Checkbox
        label={t('handOver.escalation')}
        checked={values.isEscalation}
        onChange={(event) => set({ isEscalation: event.currentTarget.checked })}
      />
    </CommandFormPanel>
  );
}
