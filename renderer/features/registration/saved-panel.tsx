import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import * as Comlink from 'comlink';
import type { TFunction } from 'i18next';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '#renderer/components/badge.tsx';
import { formatDate, formatDateTime, formatTime } from '#renderer/components/format.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { Notice } from '#renderer/components/notice.tsx';
import { StatusBadge } from '#renderer/components/status-badge.tsx';
import { SyncBadge } from '#renderer/components/sync-badge.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import type { CaseDetail, SaveOutcome } from '#renderer/counter/counter-api.ts';
import { CaseAtHandContext } from '#renderer/features/case/case-at-hand.ts';
import { OpenChecksNotice } from '#renderer/features/case/open-checks-notice.tsx';
import { isRoutine } from '#renderer/features/case/steps/is-routine.ts';
import { StepPanel } from '#renderer/features/case/steps/step-panel.tsx';
import { readStatus } from '#renderer/features/status-bar/read-status.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { SavedPrints } from './saved-prints.tsx';
import { useSavedCase } from './use-saved-case.ts';

type Saved = Extract<SaveOutcome, { outcome: 'saved' }>;

/** Takes the place of the form once the request is saved: the number, where it is saved, and what to say. */
export function SavedPanel(props: {
  readonly saved: Saved;
  readonly service: PublicService;
  readonly onAnother: () => void;
  readonly onOpen: () => void;
}): ReactNode {
  const { saved, service, onAnother, onOpen } = props;
  const { t } = useTranslation('registration');
  const { read } = useLanguage();
  const { counter } = useApp();
  const [detail, setDetail] = useState<CaseDetail>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    const ended = counter.watchCase(saved.caseId, Comlink.proxy(setDetail));
    return () => void ended.then((end) => end());
  }, [counter, saved.caseId]);
  const state = detail?.row.shown;
  const atHand = useSavedCase(saved.caseId, detail);
  // Once it was begun here it is also ended here, whatever the next step is.
  const [isAtOnce, setAtOnce] = useState(false);
  const isForNow = atHand !== undefined && isRoutine(atHand.state, atHand.service, atHand.role);
  if (isForNow && !isAtOnce) setAtOnce(true);
  const isDone = state?.nextStep === 'none';
  // What was promised about time was kept by then, and is no news any more.
  const isAnswered = state?.deadline.kind === 'met';
  const isWorking = isAtOnce && !isDone && atHand !== undefined;
  useKeys({
    F2: onAnother,
    'Alt+R': onAnother,
    // While a step is open below, the key is that of its form.
    ...(!isWorking && { 'Ctrl+Enter': onOpen }),
  });
  const missing = service.evidence.filter(({ id }) => saved.missing.includes(id));
  return (
    <Paper withBorder p="lg" maw={860}>
      <Stack gap="md">
        <Title order={1} ref={heading} tabIndex={-1} fz="1.375rem">
          {t('savedHere')}
        </Title>
        <Text fz="1.75rem" fw={700} data-testid="reference">
          {saved.reference}
        </Text>
        <Group>
          <Delivery detail={detail} />
          {isAtOnce && state !== undefined && (
            <Text fw={600} role="status" data-testid="outcome">
              <StatusBadge status={state.status} outcome={state.outcome} />
            </Text>
          )}
        </Group>
        <Text>{read(service.title)}</Text>
        {!isAnswered && (
          <Notice tone="met" title={t('say')} announce="never">
            {sentenceFor(saved, t)}
          </Notice>
        )}
        {missing.length > 0 && (
          <Notice tone="soon" title={t('bringThis')} announce="never">
            <ul style={{ margin: 0, paddingInlineStart: '1.25rem' }}>
              {missing.map(({ id, title }) => (
                <li key={id}>{read(title)}</li>
              ))}
            </ul>
          </Notice>
        )}
        {isWorking && (
          <CaseAtHandContext value={{ ...atHand, hasKeys: true, onSaved: () => undefined }}>
            <section data-testid="work" data-step={atHand.state.nextStep} aria-label={t('case:work')}>
              <OpenChecksNotice />
              <StepPanel />
            </section>
          </CaseAtHandContext>
        )}
        {saved.editedSince && (
          <Notice tone="refused" announce="now" title={t('editedSince')}>
            {t('editedSinceHelp')}
          </Notice>
        )}
        <SavedPrints forPrint={atHand?.forPrint} />
        <Group className="k-no-print">
          <Button onClick={onAnother} aria-keyshortcuts="F2 Alt+R">
            {t('another')}
            <KeyHint keys="F2" />
          </Button>
          <Button
            variant="default"
            onClick={onOpen}
            {...(!isWorking && { 'aria-keyshortcuts': 'Control+Enter' })}
          >
            {t('openCase')}
            {!isWorking && <KeyHint keys="Ctrl+Enter" />}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

/** How far the request has got, and what comes next, as far as that is known. */
function Delivery(props: { readonly detail: CaseDetail | undefined }): ReactNode {
  const { t } = useTranslation('sync');
  const { status } = useApp();
  const { network } = readStatus(status, useNow(5));
  const { detail } = props;
  const mark = detail?.row.sync ?? 'saved-here';
  const decidedAt = detail?.operations.at(-1)?.verdict?.decidedAt;
  if (mark === 'accepted' && typeof decidedAt === 'string') {
    return (
      <Badge tone="met" shape="✓">
        {t('accepted', { time: formatTime(decidedAt) })}
      </Badge>
    );
  }
  const isOnline = network === 'online' || network === 'not-yet';
  return (
    <>
      <SyncBadge mark={mark} />
      {mark === 'saved-here' && isOnline && <Text>{t('sending')}</Text>}
      {mark === 'saved-here' && network === 'offline' && <Text>{t('willBeSent')}</Text>}
    </>
  );
}

/** What the clerk tells the visitor about time, in words that are true now. */
function sentenceFor(saved: Saved, t: TFunction<'registration'>): string {
  const { deadline } = saved;
  if (deadline?.kind !== 'running') return t('sayWhenComplete');
  const { due } = deadline;
  switch (due.kind) {
    case 'date':
      return t('sayByDate', { date: formatDate(due.dueOn) });
    case 'instant':
      return due.dueAt <= saved.receivedAt
        ? t('sayAtOnce')
        : t('sayByTime', { time: formatDateTime(due.dueAt) });
    default:
      return unreachable(due);
  }
}
