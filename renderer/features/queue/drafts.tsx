import { Button, CloseButton, Group, Modal, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import * as Comlink from 'comlink';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatWhen } from '#renderer/components/format.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { useWorkplace } from '#renderer/context/workplace.ts';
import { KeptDraft } from '#renderer/features/registration/kept-draft.ts';
import type { DraftRow } from '#renderer/store/rows.ts';
import { findService } from '#shared/catalogue/find-service.ts';

/** How many drafts are shown before the person asks for the others. */
const FOLDED = 3;

/** What the person at the desk began and did not register. Nothing that was typed is lost by a crash. */
export function Drafts(): ReactNode {
  const { t } = useTranslation('queue');
  const { counter } = useApp();
  const drafts = useDrafts();
  const nameOf = useDraftName();
  const [isUnfolded, setUnfolded] = useState(false);
  const [toDiscard, setToDiscard] = useState<DraftRow>();
  const heading = useRef<HTMLParagraphElement>(null);
  // The button that was pressed goes with its draft, so the focus goes where the list begins, or the page.
  const isDiscarding = useRef(false);
  useEffect(() => {
    if (!isDiscarding.current) return;
    isDiscarding.current = false;
    const next = drafts.length > 0 ? heading.current : document.querySelector('h1');
    next?.focus();
  }, [drafts]);
  const discard = (): void => {
    if (toDiscard === undefined) return;
    isDiscarding.current = true;
    void counter.discardDraft(toDiscard.draftId);
    setToDiscard(undefined);
  };
  const hidden = drafts.length - FOLDED;
  return (
    <>
      {drafts.length > 0 && (
        <Group component="section" aria-label={t('drafts')} gap="xs" style={{ rowGap: 4 }}>
          <Text ref={heading} tabIndex={-1} fw={600} me="xs">
            {t('drafts')}
          </Text>
          {(isUnfolded ? drafts : drafts.slice(0, FOLDED)).map((draft) => (
            <Group key={draft.draftId} gap={2} wrap="nowrap" me="xs">
              <Link to="/register/$draftId" params={{ draftId: draft.draftId }} className="k-link">
                {nameOf(draft)}
              </Link>
              <CloseButton
                size="sm"
                aria-label={t('discard.label', { draft: nameOf(draft) })}
                onClick={() => setToDiscard(draft)}
              />
            </Group>
          ))}
          {hidden > 0 && (
            <Button
              size="compact-sm"
              variant="default"
              aria-expanded={isUnfolded}
              onClick={() => setUnfolded(!isUnfolded)}
            >
              {isUnfolded ? t('fewerDrafts') : t('moreDrafts', { n: hidden })}
            </Button>
          )}
        </Group>
      )}
      <Modal
        opened={toDiscard !== undefined}
        onClose={() => setToDiscard(undefined)}
        title={t('discard.question')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <Stack>
          <Text fw={600}>{toDiscard === undefined ? '' : nameOf(toDiscard)}</Text>
          <Text>{t('discard.help')}</Text>
          <Group>
            <Button variant="default" data-autofocus onClick={() => setToDiscard(undefined)}>
              {t('discard.keep')}
            </Button>
            <Button color="red.9" onClick={discard}>
              {t('discard.confirm')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

/** The drafts of the person at the desk, kept up to date. */
function useDrafts(): readonly DraftRow[] {
  const { counter, session } = useApp();
  const [drafts, setDrafts] = useState<readonly DraftRow[]>([]);
  const person = session?.person.id;
  useEffect(() => {
    if (person === undefined) return;
    const ended = counter.watchDrafts(Comlink.proxy(setDrafts));
    return () => void ended.then((end) => end());
  }, [counter, person]);
  return drafts;
}

/** What to call a draft: its service, who asks once that was typed, and when it was kept. */
function useDraftName(): (draft: DraftRow) => string {
  const { t } = useTranslation('queue');
  const { read } = useLanguage();
  const catalogue = useWorkplace()?.catalogue;
  const now = useNow(60);
  return (row) => {
    const draft = KeptDraft.safeParse(JSON.parse(row.content)).data?.draft;
    const service =
      draft?.service === undefined || catalogue === undefined
        ? undefined
        : findService(catalogue, draft.service);
    const title = service === undefined ? t('draftWithoutService') : read(service.title);
    const time = formatWhen(row.savedAt, now);
    const name = applicantOf(draft?.applicant);
    return name === '' ? t('draft', { title, time }) : t('draftOf', { title, name, time });
  };
}

function applicantOf(applicant: KeptDraft['draft']['applicant'] | undefined): string {
  const names =
    applicant?.kind === 'entrepreneur' || applicant?.kind === 'institution'
      ? [applicant.name]
      : [applicant?.givenName, applicant?.familyName];
  return names
    .map((name) => name?.trim() ?? '')
    .filter((name) => name !== '')
    .join(' ');
}
