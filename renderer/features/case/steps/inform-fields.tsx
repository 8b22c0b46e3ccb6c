import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { ChoiceInput } from '#renderer/components/fields/choice-input.tsx';
import { formatDate } from '#renderer/components/format.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { NotificationSubject, TypedProof } from '#shared/case/facts/notification.ts';
import { MAIL_CHANNEL } from '#shared/case/request/applicant-mail.ts';
import type { Inform } from '#shared/case/steps/inform.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { FormDate, FormLine, FormRadios } from '../form/form-fields.tsx';
import { blank, isWrong, readDate, required } from '../form/read-typed.ts';
import type { CommandForm } from '../form/use-command-form.ts';
import { MailFields, useMailOffer } from './mail-fields.tsx';

/** How the applicant was told, while it is typed. */
export interface TellingValues {
  readonly channel: string;
  readonly sentOn: string;
  readonly proof: string;
  readonly number: string;
  readonly proofNote: string;
}

const PROOFS = ['e-mail', 'spoken', 'handed-over', 'letter', 'manual'] as const;

/** Told at the counter, today, by word of mouth: what most often happens. */
export function toldNow(today: PlainDate): TellingValues {
  return { channel: 'counter', sentOn: formatDate(today).slice(0, -1), proof: '', number: '', proofNote: '' };
}

/**
 * How the applicant was told, as the command has it, or what is missing. An e-mail that was chosen while it was offered
 * is not given when it no longer is: then it does not stand on the screen either (ML9).
 */
export function tellingOf(
  values: TellingValues,
  today: PlainDate,
  isMailOffered: boolean,
): Pick<z.infer<typeof Inform>, 'channel' | 'sentOn' | 'proof'> | readonly Issue[] {
  if (values.proof === 'e-mail' && isMailOffered) {
    return { channel: MAIL_CHANNEL, sentOn: today, proof: { kind: 'e-mail' } };
  }
  const sentOn = readDate(values.sentOn, 'sentOn');
  const proof = proofOf(values);
  const wrong = [
    ...(proof === undefined ? required('proof') : []),
    ...(proof?.kind === 'manual' ? blank('/proof/note', proof.note) : []),
    ...(isWrong(sentOn) ? sentOn : []),
  ];
  if (wrong.length > 0 || proof === undefined || isWrong(sentOn)) return wrong;
  return { channel: values.channel, sentOn, proof };
}

function proofOf({ proof, number, proofNote }: TellingValues): TypedProof | undefined {
  switch (proof) {
    case 'spoken':
    case 'handed-over':
      return { kind: proof };
    case 'letter':
      return { kind: 'letter', number };
    case 'manual':
      return { kind: 'manual', note: proofNote };
    default:
      return undefined;
  }
}

/** A letter goes by post until somebody says otherwise, and what is no letter does not. */
export function channelFor(proof: string, channel: string): string {
  if (proof === 'letter') return 'post';
  return channel === 'post' ? 'counter' : channel;
}

/** The labels of the places of a telling. */
export function useTellingLabels(): Readonly<Record<string, string>> {
  const { t } = useTranslation('caseSteps');
  return {
    '/channel': t('inform.channel'),
    '/sentOn': t('inform.sentOn'),
    '/proof': t('inform.proof'),
    '/proof/number': t('inform.number'),
    '/proof/note': t('inform.proofNote'),
  };
}

/** Channel, date and proof (requirements R17, R50). */
export function TellingFields(props: {
  readonly form: Pick<CommandForm<unknown>, 'labels' | 'errorAt' | 'forgetIssues'>;
  readonly values: TellingValues;
  /** What the applicant is told; `undefined` until it was chosen. */
  readonly subject: NotificationSubject | undefined;
  readonly set: (change: Partial<TellingValues>) => void;
}): ReactNode {
  const { form, values, subject, set } = props;
  const { t } = useTranslation('caseSteps');
  const { catalogue } = useCaseAtHand();
  const { isOffered, sentence } = useMailOffer();
  const choose = (proof: string): void => {
    const channel = channelFor(proof, values.channel);
    form.forgetIssues();
    set({ proof, ...(catalogue.channels.some(({ id }) => id === channel) && { channel }) });
  };
  const proofs = PROOFS.filter((value) => value !== 'e-mail' || isOffered);
  return (
    <Stack gap="md">
      <FormRadios
        form={form}
        pointer="/proof"
        options={proofs.map((value) => ({ value, label: t(`inform.proofs.${value}`) }))}
        value={values.proof}
        onChange={choose}
      />
      {sentence !== undefined && <Text size="sm">{t(`mailing:${sentence}`)}</Text>}
      {values.proof === 'e-mail' && isOffered ? (
        <MailFields subject={subject} />
      ) : (
        <OwnTelling form={form} values={values} set={set} />
      )}
    </Stack>
  );
}

/** What somebody did themselves: how, when, and what shows it. */
function OwnTelling(props: {
  readonly form: Pick<CommandForm<unknown>, 'labels' | 'errorAt'>;
  readonly values: TellingValues;
  readonly set: (change: Partial<TellingValues>) => void;
}): ReactNode {
  const { form, values, set } = props;
  const { t } = useTranslation('caseSteps');
  const { read } = useLanguage();
  const { catalogue } = useCaseAtHand();
  return (
    <>
      {values.proof === 'letter' && (
        <FormLine
          form={form}
          pointer="/proof/number"
          isOptional
          value={values.number}
          onChange={(number) => set({ number })}
        />
      )}
      {values.proof === 'manual' && (
        <FormLine
          form={form}
          pointer="/proof/note"
          value={values.proofNote}
          onChange={(proofNote) => set({ proofNote })}
        />
      )}
      <Group align="start" gap="md">
        <ChoiceInput
          pointer="/channel"
          label={form.labels['/channel'] ?? ''}
          options={catalogue.channels.map(({ id, title }) => ({ value: id, label: read(title) }))}
          value={values.channel}
          onChange={(channel = '') => set({ channel })}
          error={form.errorAt('/channel')}
          isRequired
        />
        <FormDate
          form={form}
          pointer="/sentOn"
          value={values.sentOn}
          onChange={(sentOn) => set({ sentOn })}
          side="past"
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t('inform.deemedHelp')}
      </Text>
    </>
  );
}
