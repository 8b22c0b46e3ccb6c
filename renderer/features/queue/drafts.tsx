import { Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import * as Comlink from 'comlink';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatWhen } from '#renderer/components/format.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { useWorkplace } from '#renderer/context/workplace.ts';
import { KeptDraft } from '#renderer/features/registration/kept-draft.ts';
import type { DraftRow } from '#renderer/store/rows.ts';
import { findService } from '#shared/catalogue/find-service.ts';

/** What the person at the desk began and did not register. Nothing that was typed is lost by a crash. */
export function Drafts(): ReactNode {
  const { t } = useTranslation('queue');
  const { read } = useLanguage();
  const { counter, session } = useApp();
  const catalogue = useWorkplace()?.catalogue;
  const [drafts, setDrafts] = useState<readonly DraftRow[]>([]);
  const now = useNow(60);
  const person = session?.person.id;
  useEffect(() => {
    if (person === undefined) return;
    const ended = counter.watchDrafts(Comlink.proxy(setDrafts));
    return () => void ended.then((end) => end());
  }, [counter, person]);
  if (drafts.length === 0 || catalogue === undefined) return null;
  const titleOf = (draft: DraftRow): string => {
    const kept = KeptDraft.safeParse(JSON.parse(draft.content));
    const id = kept.data?.draft.service;
    const service = id === undefined ? undefined : findService(catalogue, id);
    return service === undefined ? t('draftWithoutService') : read(service.title);
  };
  return (
    <Group component="section" aria-label={t('drafts')} gap="md">
      <Text fw={600}>{t('drafts')}</Text>
      {drafts.map((draft) => (
        <Link
          key={draft.draftId}
          to="/register/$draftId"
          params={{ draftId: draft.draftId }}
          className="k-link"
        >
          {t('draft', { title: titleOf(draft), time: formatWhen(draft.savedAt, now) })}
        </Link>
      ))}
    </Group>
  );
}
