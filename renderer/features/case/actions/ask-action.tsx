import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormChecks, FormDate, FormLines } from '../form/form-fields.tsx';
import { isWrong, readDate } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import type { ActionFormProps } from './action-form-props.ts';

/** The applicant is asked for documents, an answer, or both; the time stands still meanwhile (CL16 to CL20). */
export function AskAction({ title, more, onSaved }: ActionFormProps): ReactNode {
  const { t } = useTranslation('caseActions');
  const { read } = useLanguage();
  const { service, state } = useCaseAtHand();
  const asked = service.evidence.filter(({ mode }) => mode !== 'register-check');
  const form = useCommandForm<{
    readonly question: string;
    readonly evidence: readonly string[];
    readonly until: string;
  }>({
    name: 'ask-applicant',
    initial: { question: '', evidence: state.missing, until: '' },
    commandOf: ({ question, evidence, until: typed }) => {
      const until = readDate(typed, 'until');
      return isWrong(until) ? until : { kind: 'ask-applicant', question, evidence: [...evidence], until };
    },
    labels: { '/question': t('ask.question'), '/evidence': t('ask.evidence'), '/until': t('ask.until') },
    onSaved,
  });
  const { values, set } = form;
  return (
    <CommandFormPanel title={title} form={form} instruction={t('ask.help')} confirm={title} more={more}>
      {asked.length > 0 && (
        <FormChecks
          form={form}
          pointer="/evidence"
          isOptional
          options={asked.map(({ id, title: name }) => ({ value: id, label: read(name) }))}
          value={values.evidence}
          onChange={(evidence) => set({ evidence })}
        />
      )}
      <FormLines
        form={form}
        pointer="/question"
        isOptional={asked.length > 0}
        value={values.question}
        onChange={(question) => set({ question })}
      />
      <FormDate
        form={form}
        pointer="/until"
        value={values.until}
        onChange={(until) => set({ until })}
        side="future"
      />
    </CommandFormPanel>
  );
}
