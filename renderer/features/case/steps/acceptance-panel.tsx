import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '#renderer/components/format.ts';
import type { PendingHandOver } from '#shared/case/facts/hand-over.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { useCommandForm } from '../form/use-command-form.ts';

/** What was handed over to the person at the desk, or to a partner of whom they heard that it was accepted. */
export function AcceptancePanel(props: {
  readonly handOver: PendingHandOver;
  readonly more?: ReactNode;
  readonly onSaved?: () => void;
}): ReactNode {
  const { onSaved } = props;
  const { from, to, message, until, isEscalation } = props.handOver;
  const { t } = useTranslation('caseSteps');
  const { nameOf } = useCaseAtHand();
  const form = useCommandForm({
    name: 'accept-hand-over',
    initial: {},
    commandOf: () => ({ kind: 'accept-hand-over' }),
    labels: {},
    ...(onSaved && { onSaved }),
  });
  return (
    <CommandFormPanel
      title={to.kind === 'person' ? t('acceptance.title') : t('acceptance.ofPartner', { who: to.partner })}
      form={form}
      confirm={t('acceptance.accept')}
      more={props.more}
    >
      <Text>
        {t('acceptance.from', { who: nameOf(from) })}
        {isEscalation && ` ${t('acceptance.escalated')}`}
        {until !== null && ` ${t('acceptance.until', { date: formatDate(until) })}`}
      </Text>
      <Text style={{ whiteSpace: 'pre-wrap' }}>{message}</Text>
      <Text size="sm" c="dimmed">
        {t('acceptance.returnHelp')}
      </Text>
    </CommandFormPanel>
  );
}
