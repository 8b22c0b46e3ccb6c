import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAge, formatTime, formatWhen } from '#renderer/components/format.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { Section } from '#renderer/components/section.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { readStatus, type StatusFacts } from '#renderer/features/status-bar/read-status.ts';
import { millisecondsOf } from '#shared/kernel/instant.ts';
import { type SendingNow, useSendNow } from './use-send-now.ts';

/** What is unsent, since when, why, what happens next and what to do, in sentences; and the two things one can do here. */
export function OutboxStanding(): ReactNode {
  const { t } = useTranslation('outbox');
  const { counter, status } = useApp();
  const { sending, sendNow } = useSendNow();
  const [copied, setCopied] = useState<'copied' | 'not-copied'>();
  const now = useNow(1);
  const facts = readStatus(status, now);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(await counter.describeForSupport());
      setCopied('copied');
    } catch {
      setCopied('not-copied');
    }
  };
  useKeys({ 'Ctrl+Enter': sendNow });
  return (
    <Section title={t('standing')}>
      <Stack gap={4} data-testid="standing">
        <Unsent facts={facts} />
        <Why />
        {facts.stuckSince !== null && (
          <Text fw={700}>{t('stuck', { age: formatAge(facts.stuckSince, facts.now, t) })}</Text>
        )}
      </Stack>
      <Group>
        <Button onClick={sendNow} aria-keyshortcuts="Control+Enter">
          {t('sendNow')}
          <KeyHint keys="Ctrl+Enter" />
        </Button>
        <Button variant="default" onClick={() => void copy()}>
          {t('copy')}
        </Button>
      </Group>
      <div role="status" aria-live="polite" data-testid="sending">
        <Sent sending={sending} />
        {copied !== undefined && <Text>{t(copied === 'copied' ? 'copyDone' : 'copyFailed')}</Text>}
      </div>
    </Section>
  );
}

function Unsent(props: { readonly facts: StatusFacts }): ReactNode {
  const { t } = useTranslation('outbox');
  const { unsent, oldestUnsentAt, exchangedAt, now } = props.facts;
  if (unsent === null) return <Text>{t('unsentUnknown')}</Text>;
  if (unsent > 0 && oldestUnsentAt !== null) {
    const age = formatAge(oldestUnsentAt, now, t);
    const when = formatWhen(oldestUnsentAt, now);
    return <Text fw={700}>{t('unsent', { count: unsent, n: unsent, when, age })}</Text>;
  }
  if (exchangedAt === null) return <Text>{t('nothingUnsent')}</Text>;
  return <Text fw={700}>{t('allSent', { when: formatWhen(exchangedAt, now) })}</Text>;
}

/** Why nothing goes, by the name of the failure; where nothing fails, what happens by itself. */
function Why(): ReactNode {
  const { t } = useTranslation('outbox');
  const { status } = useApp();
  const now = useNow(1);
  const { failing, answeredAt } = status.sync;
  if (failing === null) return <Text>{t(answeredAt === null ? 'asking' : 'goesByItself')}</Text>;
  const { name, since, tries, nextTryAt } = failing;
  const seconds = Math.max(0, Math.ceil((millisecondsOf(nextTryAt) - millisecondsOf(now)) / 1000));
  return (
    <>
      <Text>
        {t(`failure.${name}.why`)} {t('since', { when: formatWhen(since, now), count: tries, n: tries })}
      </Text>
      <Text>
        {seconds > 0 ? t('nextTry', { count: seconds, n: seconds }) : t('tryingNow')}{' '}
        {t(`failure.${name}.todo`)}
      </Text>
    </>
  );
}

function Sent(props: { readonly sending: SendingNow }): ReactNode {
  const { t } = useTranslation('outbox');
  const { sending } = props;
  switch (sending.kind) {
    case 'not-asked':
      return null;
    case 'sending':
      return <Text>{t('sent.sending')}</Text>;
    case 'answered':
      return <Text>{t('sent.answered', { time: formatTime(sending.at) })}</Text>;
    case 'failed':
      return (
        <Text>
          {t('sent.failed')} {t(`failure.${sending.name}.why`)}
        </Text>
      );
    case 'no-word':
      return <Text>{t('sent.noWord')}</Text>;
  }
}
