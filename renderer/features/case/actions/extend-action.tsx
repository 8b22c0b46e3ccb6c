import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormDate, FormLines } from '../form/form-fields.tsx';
import { blank, isWrong, readDate } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import type { ActionFormProps } from './action-form-props.ts';

/** A later end of the time, within what the service allows (requirement R16). */
export function ExtendAction({ title, more, onSaved }: ActionFormProps): ReactNode {
  const { t } = useTranslation('caseActions');
  const { extendable } = useCaseAtHand().service.serviceLevel;
  const form = useCommandForm({
    name: 'extend-deadline',
    initial: { until: '', reason: '' },
    commandOf: ({ until: typed, reason }) => {
      const until = readDate(typed, 'until');
      const wrong = [...(isWrong(until) ? until : []), ...blank('/reason', reason)];
      return wrong.length > 0 || isWrong(until) ? wrong : { kind: 'extend-deadline', until, reason };
    },
    labels: { '/until': t('extend.until'), '/reason': t('reason') },
    onSaved,
  });
  const { values, set } = form;
  return (
    <CommandFormPanel title={title} form={form} confirm={title} more={more}>
      <FormDate
        form={form}
        pointer="/until"
        help={extendable === null ? undefined : t('extend.help', { n: extendable.toMonths })}
        value={values.until}
        onChange={(until) => set({ until })}
        side="future"
      />
      <FormLines form={form} pointer="/reason" value={values.reason} onChange={(reason) => set({ reason })} />
    </CommandFormPanel>
  );
}
