import { Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { Navigate, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { Notice } from '#renderer/components/notice.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useWorkplace, type Workplace } from '#renderer/context/workplace.ts';
import type { SaveOutcome } from '#renderer/counter/counter-api.ts';
import type { Consultation } from '#shared/case/consultation.ts';
import type { CaseId } from '#shared/kernel/identifier.ts';
import { useConsultation } from './use-consultation.ts';
import { type GivenConsultation, useGiveConsultation } from './use-give-consultation.ts';

/** As many tiles as there are digits to choose them by; the others are chosen by the mouse or with Tab. */
const DIGITS = 9;

/** What a consultation is about (requirement R64): one tap on a topic saves and closes it. */
export function ConsultationScreen(): ReactNode {
  const workplace = useWorkplace();
  const consultation = useConsultation(workplace);
  if (workplace === undefined) return null;
  return consultation === undefined ? (
    <Navigate to="/requests" replace />
  ) : (
    <Topics workplace={workplace} consultation={consultation} />
  );
}

function Topics(props: { readonly workplace: Workplace; readonly consultation: Consultation }): ReactNode {
  const { workplace, consultation } = props;
  const { t } = useTranslation('consultation');
  const { read } = useLanguage();
  const navigate = useNavigate();
  const { given, isBusy, give } = useGiveConsultation(workplace.catalogue, consultation);
  const { topics, service } = consultation;
  const open = (caseId: CaseId): void => void navigate({ to: '/requests/$caseId', params: { caseId } });
  useKeys({
    Esc: () => void navigate({ to: '/requests' }),
    ...Object.fromEntries(
      topics.slice(0, DIGITS).map((topic, place) => [String(place + 1), () => void give(topic)]),
    ),
  });
  return (
    <Stack gap="md" maw={860}>
      <PageHeading>{t('title')}</PageHeading>
      <Text>{t('help', { service: read(service.title) })}</Text>
      <section aria-label={t('about')}>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
          {topics.map((topic, place) => (
            <Button
              key={topic.value}
              variant="default"
              h="auto"
              mih={56}
              py="xs"
              justify="space-between"
              onClick={() => void give(topic)}
              aria-disabled={isBusy}
              {...(place < DIGITS && { 'aria-keyshortcuts': String(place + 1) })}
              styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}
              rightSection={place < DIGITS && <KeyHint keys={String(place + 1)} />}
            >
              {read(topic.label)}
            </Button>
          ))}
        </SimpleGrid>
      </section>
      <Stack gap="xs" role="log" aria-label={t('given')}>
        {given.map((one) => (
          <Given key={one.opId} given={one} onOpen={open} />
        ))}
      </Stack>
      <Group>
        <Button
          variant="default"
          onClick={() => void navigate({ to: '/requests' })}
          aria-keyshortcuts="Escape"
        >
          {t('leave')}
          <KeyHint keys="Esc" />
        </Button>
      </Group>
    </Stack>
  );
}

/** One consultation that was given just now: its number, where it is saved, and what can still be done. */
function Given(props: {
  readonly given: GivenConsultation;
  readonly onOpen: (caseId: CaseId) => void;
}): ReactNode {
  const { topic, registered, closed } = props.given;
  const { onOpen } = props;
  const { t } = useTranslation('consultation');
  const { read } = useLanguage();
  if (registered.outcome !== 'saved') {
    return (
      <Notice tone="refused" announce="now" title={t('registration:notSaved.title')}>
        <Text>{read(topic.label)}</Text>
        <Cause outcome={registered} />
      </Notice>
    );
  }
  const { caseId, reference } = registered;
  const number = reference ?? '';
  return (
    <Paper withBorder p="sm" data-testid="given">
      <Group gap="md">
        <Text fw={700}>{number}</Text>
        <Text>{read(topic.label)}</Text>
        {closed?.outcome === 'saved' && <Text>{t('savedAndClosed')}</Text>}
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onOpen(caseId)}
          aria-label={t('addTo', { number })}
        >
          {t('add')}
        </Button>
      </Group>
      {closed !== undefined && closed.outcome !== 'saved' && (
        <Notice tone="soon" announce="now" title={t('notClosed')}>
          <Cause outcome={closed} />
        </Notice>
      )}
    </Paper>
  );
}

/** Why something was not saved. */
function Cause(props: { readonly outcome: Exclude<SaveOutcome, { outcome: 'saved' }> }): ReactNode {
  const { outcome } = props;
  const { t } = useTranslation('consultation');
  switch (outcome.outcome) {
    case 'invalid':
      return t('inForm');
    case 'refused':
      return t(`refusals:${outcome.code}`);
    case 'not-saved':
      return t(`registration:notSaved.${outcome.cause}`);
  }
}
