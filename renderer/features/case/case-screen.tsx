import { Button, Group, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import * as Comlink from 'comlink';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { SyncBadge } from '#renderer/components/sync-badge.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { staffName, useWorkplace, type Workplace } from '#renderer/context/workplace.ts';
import type { CaseDetail } from '#renderer/counter/counter-api.ts';
import { allowedCommands } from '#shared/case/lifecycle.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { CaseId } from '#shared/kernel/identifier.ts';
import { findProviderRole } from '#shared/protocol/grants.ts';
import { CaseVerdicts } from './case-verdicts.tsx';
import { CaseView } from './case-view.tsx';
import { NoteForm } from './note-form.tsx';

/** A case at the counter, from the local store. */
export function CaseScreen(props: { readonly caseId: CaseId }): ReactNode {
  const { caseId } = props;
  const { counter } = useApp();
  const workplace = useWorkplace();
  const { t } = useTranslation('case');
  const [detail, setDetail] = useState<CaseDetail | 'none'>();
  const [catalogue, setCatalogue] = useState<Catalogue>();
  useEffect(() => {
    const listener = (next: CaseDetail | undefined): void => setDetail(next ?? 'none');
    const ended = counter.watchCase(caseId, Comlink.proxy(listener));
    return () => void ended.then((end) => end());
  }, [counter, caseId]);
  const digest = detail === undefined || detail === 'none' ? undefined : detail.row.shown.catalogue;
  useEffect(() => {
    if (digest !== undefined) void counter.readCatalogue(digest).then(setCatalogue);
  }, [counter, digest]);
  if (detail === 'none') return <Text>{t('notHere')}</Text>;
  if (detail === undefined || workplace === undefined || catalogue === undefined) return null;
  return <OpenCase detail={detail} workplace={workplace} catalogue={catalogue} />;
}

function OpenCase(props: {
  readonly detail: CaseDetail;
  readonly workplace: Workplace;
  readonly catalogue: Catalogue;
}): ReactNode {
  const { detail, workplace, catalogue } = props;
  const { t } = useTranslation('case');
  const { read } = useLanguage();
  const { session } = useApp();
  const navigate = useNavigate();
  const [isNoting, setNoting] = useState(false);
  const { row, events, operations } = detail;
  const role = findProviderRole(session?.person.grants ?? [], workplace.office.id);
  const mayNote = role !== undefined && allowedCommands(row.status, role).includes('add-note');
  const openNote = (): void => setNoting(mayNote);
  useKeys({
    'Alt+Z': openNote,
    Esc: () => (isNoting ? setNoting(false) : void navigate({ to: '/requests' })),
  });
  return (
    <CaseView
      state={row.shown}
      events={events}
      catalogue={catalogue}
      officeCalendar={workplace.officeCalendar}
      nameOf={(person) => staffName(workplace.reference, person)}
      officeName={read(workplace.office.name)}
      mark={<SyncBadge mark={row.sync} />}
      actions={
        <>
          <CaseVerdicts operations={operations} />
          <Group className="k-no-print">
            <Button variant="default" onClick={openNote} disabled={!mayNote} aria-keyshortcuts="Alt+Z">
              {t('note')}
              <KeyHint keys="Alt+Z" />
            </Button>
          </Group>
          {isNoting && <NoteForm caseId={row.caseId} onClose={() => setNoting(false)} />}
        </>
      }
    />
  );
}
