import { Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '#renderer/components/format.ts';
import { Notice } from '#renderer/components/notice.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useCentre } from '#renderer/context/centre.ts';
import { FieldWords } from '#renderer/features/case/field-words.ts';
import { ConflictChoice } from '#renderer/features/conflicts/conflict-choice.tsx';
import { CaseEvent } from '#shared/case/case-event.ts';
import { foldCase } from '#shared/case/evolve.ts';
import type { Choice } from '#shared/case/steps/resolve-conflict.ts';
import { OperationId } from '#shared/kernel/identifier.ts';
import { LIVE_QUERY, SELDOM_QUERY } from './live-query.ts';
import { useLiveCentre } from './use-live-centre.ts';
import { useOversightReference } from './use-oversight-reference.ts';

/** Choosing about another person's parked record, at the centre (CF15). */
export function OversightConflictScreen(props: { readonly operation: OperationId }): ReactNode {
  const { operation } = props;
  const { t } = useTranslation('conflicts');
  const { read, language } = useLanguage();
  const centre = useCentre();
  const queries = useQueryClient();
  const navigate = useNavigate();
  useLiveCentre();
  const reference = useOversightReference();
  // The identifier stays with the screen, so that trying again counts once.
  const [opId, setOpId] = useState(() => OperationId.parse(crypto.randomUUID()));
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const found = useQuery({
    ...LIVE_QUERY,
    queryKey: ['oversight', 'unsettled', operation],
    queryFn: () => centre.readUnsettled(operation),
    retry: false,
  });
  const caseId = found.data?.row.caseId;
  const course = useQuery({
    ...LIVE_QUERY,
    queryKey: ['oversight', 'case', caseId],
    queryFn: () => (caseId === undefined ? undefined : centre.readCase(caseId)),
    enabled: caseId !== undefined,
  });
  const events = (course.data?.events ?? []).flatMap((event) => CaseEvent.safeParse(event).data ?? []);
  const state = foldCase(events);
  const catalogue = useQuery({
    ...SELDOM_QUERY,
    queryKey: ['catalogue', state?.catalogue],
    queryFn: () => centre.readCatalogue(state?.catalogue),
    enabled: state !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const leave = (): void => void navigate({ to: '/overview', search: { part: 'unsettled' } });
  if (found.isError) {
    return (
      <Notice tone="refused" announce="now" title={t('oversight:outOfReach.title')}>
        {t('settled.help')}
      </Notice>
    );
  }
  if (
    found.data === undefined ||
    state === undefined ||
    reference === undefined ||
    catalogue.data === undefined
  ) {
    return null;
  }
  const { row, conflict } = found.data;
  const heading = <PageHeading>{t('title', { reference: state.reference })}</PageHeading>;
  if (row.outcome !== 'parked' || conflict === null) {
    return (
      <Stack gap="md">
        {heading}
        <Notice tone="met" title={t('settled.title')}>
          {t('settled.help')}
        </Notice>
      </Stack>
    );
  }
  const confirm = async (choice: Choice, reason: string): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    const answer = await centre
      .resolve({ opId, operation, choice, ...(reason.trim() === '' ? {} : { reason }) })
      .catch(() => undefined);
    setBusy(false);
    const verdict = answer?.verdict;
    if (verdict?.outcome === 'applied' || verdict?.outcome === 'merged') return leave();
    const ground = verdict !== undefined && 'grounds' in verdict ? verdict.grounds.code : undefined;
    // What was judged is another operation when it is given again.
    if (verdict !== undefined) setOpId(OperationId.parse(crypto.randomUUID()));
    setProblem(
      ground === undefined
        ? t('oversight:outOfReach.title')
        : t([`sync:grounds.${ground}`, `refusals:${ground}`]),
    );
    await queries.invalidateQueries({ queryKey: ['oversight'] });
  };
  const what = t(`sync:operation.${row.kind}`);
  return (
    <Stack gap="md">
      {heading}
      <Text>{t('sync:verdictOf', { what, when: formatDateTime(row.receivedAt) })}</Text>
      <ConflictChoice
        key={conflict.version}
        parked={{ conflict, what: row.kind, ground: row.ground ?? '', lines: [what] }}
        words={
          new FieldWords(t, {
            catalogue: catalogue.data,
            serviceId: state.request.service,
            nameOf: reference.nameOf,
            language,
            read,
          })
        }
        nameOf={reference.nameOf}
        placeOf={({ office, counter }) => {
          const known = reference.officeOf(office);
          return counter ?? (known === undefined ? office : read(known.name));
        }}
        isBusy={isBusy}
        problem={problem}
        onConfirm={(choice, reason) => void confirm(choice, reason)}
        onLeave={leave}
      />
    </Stack>
  );
}
