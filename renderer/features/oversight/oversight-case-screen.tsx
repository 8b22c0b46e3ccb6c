import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { Notice } from '#renderer/components/notice.tsx';
import { SyncBadge } from '#renderer/components/sync-badge.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { useCentre } from '#renderer/context/centre.ts';
import { useWorkplace } from '#renderer/context/workplace.ts';
import { CaseView } from '#renderer/features/case/case-view.tsx';
import { WHOLE_QUEUE } from '#renderer/features/queue/queue-search.ts';
import { CaseEvent } from '#shared/case/case-event.ts';
import { foldCase } from '#shared/case/evolve.ts';
import type { CaseId } from '#shared/kernel/identifier.ts';
import { findDeskRole } from '#shared/protocol/grants.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import { LIVE_QUERY, SELDOM_QUERY } from './live-query.ts';
import { useLiveCentre } from './use-live-centre.ts';
import { useOversightReference } from './use-oversight-reference.ts';

/** A case as those who watch over requests see it, from the centre. */
export function OversightCaseScreen(props: { readonly caseId: CaseId }): ReactNode {
  const { caseId } = props;
  const { t } = useTranslation('oversight');
  const { read } = useLanguage();
  const centre = useCentre();
  const navigate = useNavigate();
  useLiveCentre();
  const reference = useOversightReference();
  const found = useQuery({
    ...LIVE_QUERY,
    queryKey: ['oversight', 'case', caseId],
    queryFn: () => centre.readCase(caseId),
  });
  const events = useMemo(
    () => (found.data?.events ?? []).flatMap((event) => CaseEvent.safeParse(event).data ?? []),
    [found.data],
  );
  const state = foldCase(events);
  const catalogue = useQuery({
    ...SELDOM_QUERY,
    queryKey: ['catalogue', state?.catalogue],
    queryFn: () => centre.readCatalogue(state?.catalogue),
    enabled: state !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const back = (): void => void navigate({ to: '/overview' });
  useKeys({ Esc: back });
  if (found.isError) {
    return (
      <Notice tone="refused" announce="now" title={t('outOfReach.title')}>
        {t('outOfReach.help')}
      </Notice>
    );
  }
  if (state === undefined || reference === undefined || catalogue.data === undefined) return null;
  const office = reference.officeOf(state.office);
  const officeName = office === undefined ? state.office : read(office.name);
  return (
    <CaseView
      state={state}
      events={events.map((event) => ({ event, isProvisional: false }))}
      catalogue={catalogue.data}
      inForce={reference.inForce}
      officeCalendar={reference.calendarOf(state.office)}
      nameOf={reference.nameOf}
      officeName={officeName}
      mark={<SyncBadge mark="accepted" />}
      actions={
        <Group className="k-no-print">
          <WayToWork caseId={caseId} office={state.office} officeName={officeName} />
          <Button variant="default" onClick={back} aria-keyshortcuts="Escape">
            {t('common:back')}
            <KeyHint keys="Esc" />
          </Button>
        </Group>
      }
    />
  );
}

/**
 * From watching to doing: a case is worked on at a counter of its office, whose computer keeps what is done. Who may do
 * so here goes on there; everybody else is told where it can be done.
 */
function WayToWork(props: {
  readonly caseId: CaseId;
  readonly office: OfficeId;
  readonly officeName: string;
}): ReactNode {
  const { caseId, office, officeName } = props;
  const { t } = useTranslation('oversight');
  const { session } = useApp();
  const workplace = useWorkplace();
  const navigate = useNavigate();
  const isHere = workplace?.office.id === office;
  if (!isHere || findDeskRole(session?.person.grants ?? [], office) === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {t('workAt', { office: officeName })}
      </Text>
    );
  }
  return (
    <Button
      onClick={() => void navigate({ to: '/requests/$caseId', params: { caseId }, search: WHOLE_QUEUE })}
    >
      {t('work')}
    </Button>
  );
}
