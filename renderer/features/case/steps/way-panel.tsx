import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WayOfProvision } from '#shared/case/facts/provision.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormLine, FormRadios } from '../form/form-fields.tsx';
import { required } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import type { StepPanelProps } from './step-panel-props.ts';

/** Where and how the result is provided (requirement R51). */
export function WayPanel({ title, instruction, more }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { service } = useCaseAtHand();
  const hasPartner = service.providers.some(({ external }) => external);
  const ways = WayOfProvision.options.filter((way) => hasPartner || way !== 'through-partner');
  const form = useCommandForm({
    name: 'choose-way',
    initial: { way: '', reason: '' },
    commandOf: ({ way, reason }) => {
      const chosen = WayOfProvision.safeParse(way);
      return chosen.success ? { kind: 'choose-way', way: chosen.data, reason } : required('way');
    },
    labels: { '/way': t('way'), '/reason': t('reason') },
  });
  return (
    <CommandFormPanel title={title} instruction={instruction} form={form} more={more}>
      <FormRadios
        form={form}
        pointer="/way"
        options={ways.map((value) => ({ value, label: t(`case:way.${value}`) }))}
        value={form.values.way}
        onChange={(way) => form.set({ way })}
      />
      <FormLine
        form={form}
        pointer="/reason"
        isOptional
        value={form.values.reason}
        onChange={(reason) => form.set({ reason })}
      />
    </CommandFormPanel>
  );
}
