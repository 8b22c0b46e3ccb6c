import { Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import * as Comlink from 'comlink';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SyncBadge } from '#renderer/components/sync-badge.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { staffName, useWorkplace, type Workplace } from '#renderer/context/workplace.ts';
import type { CaseDetail } from '#renderer/counter/counter-api.ts';
import { caseForPrint } from '#renderer/features/prints/case-for-print.ts';
import { procedurePrintable } from '#renderer/features/prints/case-printables.ts';
import { PrintButton } from '#renderer/features/prints/print-button.tsx';
import { findObstacle } from '#shared/case/lifecycle.ts';
import { letterLanguageOf } from '#shared/case/request/applicant-mail.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { CaseId } from '#shared/kernel/identifier.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { findDeskRole } from '#shared/protocol/grants.ts';
import { CaseFiles } from './case-files.tsx';
import { CaseVerdicts } from './case-verdicts.tsx';
import { CaseView } from './case-view.tsx';
import { CaseWithoutCatalogue } from './case-without-catalogue.tsx';
import { CaseWork } from './case-work.tsx';
import { colleaguesAt } from './colleagues.ts';
import { useCaseCatalogue } from './use-case-catalogue.ts';
import { useEventLine } from './use-event-line.ts';

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
  const { read } = useLanguage();
  const { session } = useApp();
  const navigate = useNavigate();
  const { row, events } = detail;
  const { office, reference } = workplace;
  const today = localDateOf(useNow(600));
  const person = session?.person;
  const role = findDeskRole(person?.grants ?? [], office.id);
  const service = findService(catalogue, row.shown.request.service);
  const nameOf = (id: string): string => staffName(reference, id);
  const lineOf = useEventLine({
    catalogue,
    serviceId: row.shown.request.service,
    nameOf,
    subjectOf: () => undefined,
  });
  const [informing, setInforming] = useState(0);
  const mayInform = role !== undefined && findObstacle('inform', row.shown.status, role) === undefined;
  const { versions, history } = reference;
  const inForce = useMemo(
    () => ({ hash: versions.catalogue, catalogue: workplace.catalogue, history }),
    [versions, workplace.catalogue, history],
  );
  const leave = (): void => void navigate({ to: '/requests' });
  const colleagues = useMemo(
    () => colleaguesAt(reference.roster.people, office.id),
    [reference.roster, office.id],
  );
  return (
    <CaseView
      state={row.shown}
      events={events}
      catalogue={catalogue}
      inForce={inForce}
      officeCalendar={workplace.officeCalendar}
      nameOf={nameOf}
      officeName={read(office.name)}
      files={<CaseFiles caseId={row.caseId} state={row.shown} catalogue={catalogue} nameOf={nameOf} />}
      mark={<SyncBadge mark={row.sync} />}
      procedure={
        service !== undefined && (
          <PrintButton
            printable={procedurePrintable({ catalogue, service, office }, reference.offices.offices)}
            firstLanguage={letterLanguageOf(row.shown.request)}
          />
        )
      }
      onInform={mayInform ? () => setInforming((count) => count + 1) : undefined}
      actions={
        <>
          <CaseVerdicts detail={detail} nameOf={nameOf} lineOf={lineOf} />
          {person !== undefined && role !== undefined && service !== undefined && (
            <CaseWork
              atHand={{
                caseId: row.caseId,
                state: row.shown,
                catalogue,
                service,
                person: person.id,
                role,
                colleagues,
                today,
                officeCalendar: workplace.officeCalendar,
                nameOf,
                forPrint: caseForPrint(detail, workplace, { catalogue, service }),
              }}
              onLeave={leave}
              informing={informing}
            />
          )}
        </>
      }
    />
  );
}
