import { Button, Group, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import * as Comlink from 'comlink';
import { type ReactNode, useEffect, useRef, useState } from 'react';
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
import { CaseWithoutCatalogue } from './case-without-catalogue.tsx';
import { findKeptNote } from './kept-notes.ts';
import { NoteForm } from './note-form.tsx';
import { useCaseCatalogue } from './use-case-catalogue.ts';

/** A case at the counter, from the local store. */
export function CaseScreen(props: { readonly caseId: CaseId }): ReactNode {
  const { caseId } = props;
  const { counter } = useApp();
  const workplace = useWorkplace();
  const { t } = useTranslation('case');
  const [detail, setDetail] = useState<CaseDetail | 'none'>();
  useEffect(() => {
    const listener = (next: CaseDetail | undefined): void => setDetail(next ?? 'none');
    const ended = counter.watchCase(caseId, Comlink.proxy(listener));
    return () => void ended.then((end) => end());
  }, [counter, caseId]);
  const digest = detail === undefined || detail === 'none' ? undefined : detail.row.shown.catalogue;
  const catalogue = useCaseCatalogue(digest);
  if (detail === 'none') return <Text>{t('notHere')}</Text>;
  if (detail === undefined || workplace === undefined || catalogue === undefined) return null;
  if (catalogue === 'missing') return <CaseWithoutCatalogue row={detail.row} />;
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
  const { row, events, operations } = detail;
  const place = session === null ? undefined : { person: session.person.id, caseId: row.caseId };
  const kept = place === undefined ? undefined : findKeptNote(place);
  // A note that was begun here before is open again; it takes the focus only when it is asked for.
  const [noting, setNoting] = useState<'no' | 'asked-for' | 'begun-before'>(
    kept === undefined ? 'no' : 'begun-before',
  );
  const [isNoteSaved, setNoteSaved] = useState(false);
  const noteButton = useRef<HTMLButtonElement>(null);
  const role = findProviderRole(session?.person.grants ?? [], workplace.office.id);
  const mayNote = role !== undefined && allowedCommands(row.status, role).includes('add-note');
  const isNoting = mayNote && noting !== 'no';
  const openNote = (): void => {
    if (!mayNote) return;
    setNoting('asked-for');
    setNoteSaved(false);
  };
  const closeNote = (isSaved: boolean): void => {
    setNoting('no');
    setNoteSaved(isSaved);
    noteButton.current?.focus();
  };
  useKeys({
    'Alt+Z': openNote,
    Esc: () => (isNoting ? closeNote(false) : void navigate({ to: '/requests' })),
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
            <Button
              ref={noteButton}
              variant="default"
              onClick={openNote}
              disabled={!mayNote}
              aria-keyshortcuts="Alt+Z"
            >
              {t('note')}
              <KeyHint keys="Alt+Z" />
            </Button>
            <Text role="status" data-testid="note-state">
              {isNoteSaved && t('noteSaved')}
              {!isNoting && !isNoteSaved && kept !== undefined && t('noteWaits')}
            </Text>
          </Group>
          {isNoting && place !== undefined && (
            <NoteForm
              place={place}
              autoFocus={noting === 'asked-for'}
              onSaved={() => closeNote(true)}
              onCancel={() => closeNote(false)}
            />
          )}
        </>
      }
    />
  );
}
