import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HandedOut, type TypedHandedOut } from '#shared/case/facts/provision.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CasePrintButton } from '../case-prints.tsx';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { isWrong } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import { HandedOutFields, handedOutNow, handedOutOf, useHandedOutLabels } from './handed-out-fields.tsx';
import type { StepPanelProps } from './step-panel-props.ts';

/** A result that lies ready is handed out. */
export function HandOutPanel({ title, instruction, more }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { today } = useCaseAtHand();
  const form = useCommandForm({
    name: 'hand-out-result',
    initial: handedOutNow(today),
    commandOf: (values) => {
      const handedOut = handedOutOf(values);
      return isWrong(handedOut) ? handedOut : { kind: 'hand-out-result', handedOut };
    },
    labels: useHandedOutLabels(),
  });
  const handedOut = handedOutOf(form.values);
  return (
    <CommandFormPanel
      title={title}
      instruction={instruction}
      form={form}
      confirm={t('handedOut.confirm')}
      more={
        <>
          <CasePrintButton kind="proof" handedOut={isWrong(handedOut) ? null : plannedOf(handedOut)} />
          {more}
        </>
      }
    >
      <HandedOutFields form={form} values={form.values} set={form.set} />
    </CommandFormPanel>
  );
}

/** What is about to be handed out, as a proof that is printed before has it. */
function plannedOf({ to, name, channel, on }: TypedHandedOut): HandedOut | null {
  const isNamed = name !== undefined && name.trim() !== '';
  const planned = HandedOut.safeParse({ to, channel, on, ...(isNamed && { name: name.trim() }) });
  return planned.success ? planned.data : null;
}
