import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Priority, RequestType } from '#shared/case/facts/classification.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormRadios } from '../form/form-fields.tsx';
import { useCommandForm } from '../form/use-command-form.ts';
import type { ActionFormProps } from './action-form-props.ts';

/** Another type or priority than the catalogue gave (requirement R46). */
export function ClassifyAction({ title, more, onSaved }: ActionFormProps): ReactNode {
  const { t } = useTranslation('caseActions');
  const { classification } = useCaseAtHand().state;
  const form = useCommandForm({
    name: 'classify-request',
    initial: classification,
    commandOf: (values) => ({ kind: 'classify-request', classification: values }),
    labels: {
      '/classification/requestType': t('classify.requestType'),
      '/classification/priority': t('classify.priority'),
    },
    onSaved,
  });
  const { values, set } = form;
  const isSame =
    values.requestType === classification.requestType && values.priority === classification.priority;
  return (
    <CommandFormPanel
      title={title}
      form={form}
      confirm={title}
      obstacle={isSame ? t('classify.same') : undefined}
      more={more}
    >
      <FormRadios
        form={form}
        pointer="/classification/requestType"
        options={RequestType.options.map((value) => ({ value, label: t(`case:requestType.${value}`) }))}
        value={values.requestType}
        onChange={(requestType) => set({ requestType: RequestType.parse(requestType) })}
      />
      <FormRadios
        form={form}
        pointer="/classification/priority"
        options={Priority.options.map((value) => ({ value, label: t(`case:priority.${value}`) }))}
        value={values.priority}
        onChange={(priority) => set({ priority: Priority.parse(priority) })}
      />
    </CommandFormPanel>
  );
}
