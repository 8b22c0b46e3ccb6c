import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormLines } from '../form/form-fields.tsx';
import { blank, required } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import { ColleagueInput, findChosen } from '../steps/colleague-input.tsx';
import type { ActionFormProps } from './action-form-props.ts';

/** A person is made responsible at once (requirement R31). */
export function AssignAction({ title, more, onSaved }: ActionFormProps): ReactNode {
  const { t } = useTranslation('caseActions');
  const { colleagues } = useCaseAtHand();
  const form = useCommandForm({
    name: 'assign-case',
    initial: { colleague: '', reason: '' },
    commandOf: ({ colleague, reason }) => {
      const chosen = findChosen(colleagues, colleague);
      const wrong = blank('/reason', reason);
      if (chosen === undefined) return [...required('person'), ...wrong];
      return wrong.length > 0 ? wrong : { kind: 'assign-case', ...chosen, reason };
    },
    labels: { '/person': t('assign.person'), '/reason': t('reason') },
    onSaved,
  });
  const { values, set } = form;
  return (
    <CommandFormPanel title={title} form={form} confirm={title} more={more}>
      <ColleagueInput
        form={form}
        pointer="/person"
        value={values.colleague}
        onChange={(colleague) => set({ colleague })}
      />
      <FormLines form={form} pointer="/reason" value={values.reason} onChange={(reason) => set({ reason })} />
    </CommandFormPanel>
  );
}
