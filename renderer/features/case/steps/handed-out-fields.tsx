import { Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceInput } from '#renderer/components/fields/choice-input.tsx';
import { formatDate } from '#renderer/components/format.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { HandedOut, type TypedHandedOut } from '#shared/case/facts/provision.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { findTypedDate } from '#shared/kernel/typed-date.ts';
import { authorityFindings } from '#shared/person/authority-standing.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { FormDate, FormLine, FormLines, FormRadios } from '../form/form-fields.tsx';
import { isWrong, readDate, required } from '../form/read-typed.ts';
import type { CommandForm } from '../form/use-command-form.ts';

/** To whom, when and how the result was given, while it is typed. */
export interface HandedOutValues {
  readonly to: string;
  readonly name: string;
  readonly channel: string;
  readonly on: string;
  /** Why it is given to a representative whose authority is in question. */
  readonly reason: string;
}

const Recipient = HandedOut.shape.to;

/** Given at the counter today; to whom is asked. */
export function handedOutNow(today: PlainDate): HandedOutValues {
  return { to: '', name: '', channel: 'counter', on: formatDate(today).slice(0, -1), reason: '' };
}

/** The handing out as the command has it, or what is missing. */
export function handedOutOf(values: HandedOutValues): TypedHandedOut | readonly Issue[] {
  const to = Recipient.safeParse(values.to);
  if (!to.success) return required('handedOut', 'to');
  const on = readDate(values.on, 'handedOut', 'on');
  const { name, channel, reason } = values;
  return isWrong(on) ? on : { to: to.data, name, channel, on, reason };
}

/** The labels of the places of a handing out. */
export function useHandedOutLabels(): Readonly<Record<string, string>> {
  const { t } = useTranslation('caseSteps');
  return {
    '/handedOut/to': t('handedOut.to'),
    '/handedOut/name': t('handedOut.name'),
    '/handedOut/channel': t('handedOut.channel'),
    '/handedOut/on': t('handedOut.on'),
    '/handedOut/reason': t('handedOut.reason'),
  };
}

/** To whom, when and how (requirement R5). */
export function HandedOutFields(props: {
  readonly form: Pick<CommandForm<unknown>, 'labels' | 'errorAt'>;
  readonly values: HandedOutValues;
  readonly set: (change: Partial<HandedOutValues>) => void;
}): ReactNode {
  const { form, values, set } = props;
  const { t } = useTranslation('caseSteps');
  const { read } = useLanguage();
  const { catalogue, state } = useCaseAtHand();
  const { representative } = state.request;
  const on = findTypedDate(values.on);
  const isInQuestion =
    values.to === 'representative' &&
    representative !== undefined &&
    on !== undefined &&
    authorityFindings(representative, on).length > 0;
  const recipients = Recipient.options.filter(
    (to) => to !== 'representative' || representative !== undefined,
  );
  return (
    <Stack gap="md">
      <FormRadios
        form={form}
        pointer="/handedOut/to"
        options={recipients.map((value) => ({ value, label: t(`handedOut.recipient.${value}`) }))}
        value={values.to}
        onChange={(to) => set({ to })}
      />
      {values.to === 'other' && (
        <FormLine
          form={form}
          pointer="/handedOut/name"
          value={values.name}
          onChange={(name) => set({ name })}
        />
      )}
      <Group align="start" gap="md">
        <ChoiceInput
          pointer="/handedOut/channel"
          label={form.labels['/handedOut/channel'] ?? ''}
          options={catalogue.channels.map(({ id, title }) => ({ value: id, label: read(title) }))}
          value={values.channel}
          onChange={(channel = '') => set({ channel })}
          error={form.errorAt('/handedOut/channel')}
          isRequired
        />
        <FormDate
          form={form}
          pointer="/handedOut/on"
          value={values.on}
          onChange={(on) => set({ on })}
          side="past"
        />
      </Group>
      {isInQuestion && (
        <FormLines
          form={form}
          pointer="/handedOut/reason"
          value={values.reason}
          onChange={(reason) => set({ reason })}
        />
      )}
    </Stack>
  );
}
