import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormLines, FormRadios } from '../form/form-fields.tsx';
import { blank, required } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import type { ActionFormProps } from './action-form-props.ts';

/** A file counts no more; it stays, with the reason (AT6). */
export function SetAsideAction({ title, more, onSaved }: ActionFormProps): ReactNode {
  const { t } = useTranslation('attachments');
  const { attachments } = useCaseAtHand().state;
  const counting = attachments.filter(({ removed }) => removed === null);
  const form = useCommandForm({
    name: 'remove-attachment',
    initial: { attachment: '', reason: '' },
    commandOf: ({ attachment, reason }) => {
      const chosen = counting.find(({ id }) => id === attachment);
      const wrong = blank('/reason', reason);
      if (chosen === undefined) return [...required('attachment'), ...wrong];
      return wrong.length > 0 ? wrong : { kind: 'remove-attachment', attachment: chosen.id, reason };
    },
    labels: { '/attachment': t('whichFile'), '/reason': t('caseActions:reason') },
    onSaved,
  });
  const { values, set } = form;
  return (
    <CommandFormPanel title={title} form={form} instruction={t('setAsideHelp')} confirm={title} more={more}>
      <FormRadios
        form={form}
        pointer="/attachment"
        options={counting.map(({ id, name }) => ({ value: id, label: name }))}
        value={values.attachment}
        onChange={(attachment) => set({ attachment })}
      />
      <FormLines form={form} pointer="/reason" value={values.reason} onChange={(reason) => set({ reason })} />
    </CommandFormPanel>
  );
}
