import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormDate, FormLines, FormRadios } from '../form/form-fields.tsx';
import { blank, isWrong, readDate, required } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import { ColleagueInput, findChosen } from './colleague-input.tsx';
import type { StepPanelProps } from './step-panel-props.ts';

/** What follows from the evaluation: nothing, or an action with who does it and by when (requirement R58). */
export function FollowUpPanel({ title, instruction, more }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { colleagues } = useCaseAtHand();
  const form = useCommandForm({
    name: 'decide-follow-up',
    initial: { kind: '', reason: '', action: '', owner: '', until: '' },
    commandOf: ({ kind, reason, action, owner: chosen, until: typed }) => {
      if (kind === 'none') return { kind: 'decide-follow-up', followUp: { kind, reason } };
      if (kind !== 'action') return required('followUp', 'kind');
      const owner = findChosen(colleagues, chosen);
      const until = readDate(typed, 'followUp', 'until');
      const wrong = [
        ...blank('/followUp/action', action),
        ...(owner === undefined ? required('followUp', 'owner') : []),
        ...(isWrong(until) ? until : []),
        ...blank('/followUp/reason', reason),
      ];
      if (wrong.length > 0 || owner === undefined || isWrong(until)) return wrong;
      return { kind: 'decide-follow-up', followUp: { kind, action, reason, owner, until } };
    },
    labels: {
      '/followUp/kind': t('followUp.kind'),
      '/followUp/reason': t('reason'),
      '/followUp/action': t('followUp.action'),
      '/followUp/owner': t('followUp.owner'),
      '/followUp/until': t('followUp.until'),
    },
  });
  const { values, set } = form;
  return (
    <CommandFormPanel title={title} instruction={instruction} form={form} more={more}>
      <FormRadios
        form={form}
        pointer="/followUp/kind"
        options={(['none', 'action'] as const).map((value) => ({
          value,
          label: t(`followUp.kinds.${value}`),
        }))}
        value={values.kind}
        onChange={(kind) => {
          form.forgetIssues();
          set({ kind });
        }}
      />
      {values.kind === 'action' && (
        <>
          <FormLines
            form={form}
            pointer="/followUp/action"
            value={values.action}
            onChange={(action) => set({ action })}
          />
          <ColleagueInput
            form={form}
            pointer="/followUp/owner"
            withResponsible
            value={values.owner}
            onChange={(owner) => set({ owner })}
          />
          <FormDate
            form={form}
            pointer="/followUp/until"
            value={values.until}
            onChange={(until) => set({ until })}
            side="future"
          />
        </>
      )}
      <FormLines
        form={form}
        pointer="/followUp/reason"
        value={values.reason}
        onChange={(reason) => set({ reason })}
      />
    </CommandFormPanel>
  );
}
