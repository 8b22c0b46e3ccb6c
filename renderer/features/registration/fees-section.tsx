import { Group, Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { ChoiceInput } from '#renderer/components/fields/choice-input.tsx';
import { formatMoney } from '#renderer/components/format.ts';
import { Section } from '#renderer/components/section.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { isPayable } from '#shared/case/request/parse-fees.ts';
import type { FeeDraft } from '#shared/case/request/request-draft.ts';
import { feesOf } from '#shared/catalogue/fees-of.ts';
import type { Fee } from '#shared/catalogue/public-service.ts';
import { useRequestForm } from './request-form.ts';

/** The fees that the chosen service and variant ask for. */
export function usePayableFees(): readonly Fee[] {
  const { service, draft } = useRequestForm();
  const { variant } = draft.values;
  if (service === undefined) return [];
  return feesOf(service, typeof variant === 'string' ? variant : undefined).filter(isPayable);
}

/** Section 6: how each fee was settled. */
export function FeesSection(): ReactNode {
  const { t } = useTranslation('registration');
  const fees = usePayableFees();
  if (fees.length === 0) return null;
  return (
    <Section title={t('section.fees')}>
      <Stack gap="md">
        {fees.map((fee) => (
          <FeeRow key={fee.id} fee={fee} />
        ))}
      </Stack>
    </Section>
  );
}

/** How one fee was settled. */
export function FeeRow(props: { readonly fee: Fee }): ReactNode {
  const { fee } = props;
  const { t } = useTranslation('registration');
  const { language, read } = useLanguage();
  const { draft, change, errorAt } = useRequestForm();
  const settled: FeeDraft = draft.fees[fee.id] ?? {};
  const set = (part: FeeDraft): void =>
    change({ fees: { ...draft.fees, [fee.id]: { ...settled, ...part } } });
  const amount = fee.amount === null ? t('fee.notSet') : formatMoney(fee.amount, language);
  const statuses = ['card', 'proof-shown', ...(fee.exemptions.length > 0 ? ['exempt'] : []), 'unpaid'];
  return (
    <div>
      <Radio.Group
        id={fieldId(`/fees/${fee.id}/status`)}
        label={`${read(fee.label)}: ${amount}`}
        description={[t(`fee.payWhen.${fee.payWhen}`), read(fee.note)]
          .filter((text) => text !== '')
          .join(' ')}
        value={settled.status ?? 'unpaid'}
        onChange={(status) => set({ status })}
        error={errorAt(`/fees/${fee.id}/status`)}
      >
        <Group gap="lg" py={4}>
          {statuses.map((status) => (
            <Radio key={status} value={status} label={t(`fee.statuses.${status}`)} />
          ))}
        </Group>
      </Radio.Group>
      {settled.status === 'exempt' && (
        <ChoiceInput
          pointer={`/fees/${fee.id}/exemption`}
          label={t('fee.exemption')}
          options={fee.exemptions.map((exemption, index) => ({
            value: String(index),
            label: read(exemption),
          }))}
          value={settled.exemption === undefined ? '' : String(settled.exemption)}
          onChange={(index) => set({ exemption: index === undefined ? undefined : Number(index) })}
          error={errorAt(`/fees/${fee.id}/exemption`)}
          isRequired
        />
      )}
    </div>
  );
}
