import { Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import * as Comlink from 'comlink';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '#renderer/components/format.ts';
import { Notice } from '#renderer/components/notice.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { staffName, useWorkplace, type Workplace } from '#renderer/context/workplace.ts';
import type { CaseDetail, SaveOutcome } from '#renderer/counter/counter-api.ts';
import { FieldWords } from '#renderer/features/case/field-words.ts';
import { findKeptForm, forgetForm, keepForm, newForm } from '#renderer/features/case/form/kept-forms.ts';
import { useCaseCatalogue } from '#renderer/features/case/use-case-catalogue.ts';
import { useEventLine } from '#renderer/features/case/use-event-line.ts';
import type { Choice } from '#shared/case/steps/resolve-conflict.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import { ConflictChoice } from './conflict-choice.tsx';

/** Choosing about one parked operation of this counter, from the local store: it works without a network too (CF9). */
export function ConflictScreen(props: { readonly caseId: CaseId; readonly opId: OperationId }): ReactNode {
  const { caseId, opId } = props;
  const { counter } = useApp();
  const workplace = useWorkplace();
  const { t } = useTranslation('conflicts');
  const [detail, setDetail] = useState<CaseDetail | 'none'>();
  useEffect(() => {
    const listener = (next: CaseDetail | undefined): void => setDetail(next ?? 'none');
    const ended = counter.watchCase(caseId, Comlink.proxy(listener));
    return () => void ended.then((end) => end());
  }, [counter, caseId]);
  const digest = detail === undefined || detail === 'none' ? undefined : detail.row.shown.catalogue;
  const catalogue = useCaseCatalogue(digest);
  if (detail === 'none') return <Text>{t('case:notHere')}</Text>;
  if (detail === undefined || workplace === undefined || catalogue === undefined) return null;
  if (catalogue === 'missing') return <Text>{t('case:noCatalogue')}</Text>;
  return <OpenConflict detail={detail} workplace={workplace} catalogue={catalogue} opId={opId} />;
}

function OpenConflict(props: {
  readonly detail: CaseDetail;
  readonly workplace: Workplace;
  readonly catalogue: Catalogue;
  readonly opId: OperationId;
}): ReactNode {
  const { detail, workplace, catalogue, opId } = props;
  const { t } = useTranslation('conflicts');
  const { read, language } = useLanguage();
  const { counter, session } = useApp();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<SaveOutcome>();
  const { row } = detail;
  const nameOf = (id: string): string => staffName(workplace.reference, id);
  const officeOf = (id: string): string => {
    const office = workplace.reference.offices.offices.find((candidate) => candidate.id === id);
    return office === undefined ? id : read(office.name);
  };
  const serviceId = row.shown.request.service;
  const lineOf = useEventLine({ catalogue, serviceId, nameOf, subjectOf: () => undefined });
  const leave = (): void => void navigate({ to: '/requests/$caseId', params: { caseId: row.caseId } });
  const operation = detail.operations.find((candidate) => candidate.opId === opId);
  const verdict = operation?.verdict?.verdict;
  const heading = <PageHeading>{t('title', { reference: row.reference })}</PageHeading>;
  if (operation === undefined || verdict?.outcome !== 'parked' || verdict.conflict === undefined) {
    return (
      <Stack gap="md">
        {heading}
        <Notice tone="met" title={t('settled.title')}>
          {t('settled.help')}
        </Notice>
      </Stack>
    );
  }
  const place = `${session?.person.id} ${row.caseId} resolve ${opId}`;
  const confirm = async (choice: Choice, reason: string): Promise<void> => {
    // The same form again, so that trying once more saves once.
    const form = findKeptForm<string>(place) ?? newForm('');
    keepForm(place, form);
    setBusy(true);
    const answer = await counter.act({
      opId: form.opId,
      salt: form.salt,
      caseId: row.caseId,
      command: {
        kind: 'resolve-conflict',
        operation: opId,
        what: operation.kind,
        of: verdict.conflict?.mineBy.by ?? operation.author ?? row.shown.responsible.person,
        choice,
        ...(reason.trim() === '' ? {} : { reason }),
      },
    });
    setBusy(false);
    setOutcome(answer);
    if (answer.outcome !== 'saved') return;
    forgetForm(place);
    leave();
  };
  const setAside = detail.setAside.find((change) => change.opId === opId)?.events ?? [];
  return (
    <Stack gap="md">
      {heading}
      <Text>
        {t('sync:verdictOf', {
          what: t(`sync:operation.${operation.kind}`),
          when: formatDateTime(operation.savedAt),
        })}
      </Text>
      <ConflictChoice
        key={verdict.conflict.version}
        parked={{
          conflict: verdict.conflict,
          what: operation.kind,
          ground: verdict.grounds.code,
          lines: setAside.map(lineOf),
        }}
        words={new FieldWords(t, { catalogue, serviceId, nameOf, language, read })}
        nameOf={nameOf}
        placeOf={({ office, counter: desk }) => desk ?? officeOf(office)}
        isBusy={isBusy}
        problem={problemOf(outcome, t)}
        onConfirm={(choice, reason) => void confirm(choice, reason)}
        onLeave={leave}
      />
    </Stack>
  );
}

/** Why a choice was not saved, as a sentence. */
function problemOf(
  outcome: SaveOutcome | undefined,
  t: (key: string | string[]) => string,
): string | undefined {
  switch (outcome?.outcome) {
    case 'invalid':
      return outcome.issues.map(({ code }) => t([`issues:${code}`, 'refusals:details-not-valid'])).join(' ');
    case 'refused':
      return t(`refusals:${outcome.code}`);
    case 'not-saved':
      return t(`registration:notSaved.${outcome.cause}`);
    default:
      return undefined;
  }
}
