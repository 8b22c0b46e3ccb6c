import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '#renderer/components/format.ts';
import { Notice } from '#renderer/components/notice.tsx';
import { useApp } from '#renderer/context/app-context.tsx';
import type { CaseDetail } from '#renderer/counter/counter-api.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';

/**
 * What of this case a person must look at: the verdict in plain words, why, since when, what was written, and what to do.
 * Nothing here is ever lost; what was turned down stays until somebody closes it (CF13).
 */
export function CaseVerdicts(props: {
  readonly detail: Pick<CaseDetail, 'row' | 'operations' | 'setAside' | 'events'>;
  readonly nameOf: (personId: string) => string;
  readonly lineOf: (event: CaseEvent) => string;
}): ReactNode {
  const { detail, nameOf, lineOf } = props;
  return detail.operations
    .filter(({ awaitsPerson }) => awaitsPerson)
    .map((operation) => (
      <OneVerdict
        key={operation.opId}
        operation={operation}
        caseId={detail.row.caseId}
        nameOf={nameOf}
        lines={(detail.setAside.find(({ opId }) => opId === operation.opId)?.events ?? []).map(lineOf)}
        behind={detail.setAside
          .filter(({ opId }) => isBehind(detail.operations, opId, operation.opId))
          .flatMap(({ events }) => events.map(lineOf))}
        isChosen={detail.events.some(
          ({ event, isProvisional }) =>
            isProvisional && event.kind === 'conflict-resolved' && event.operation === operation.opId,
        )}
      />
    ));
}

/** Whether an operation waits, by whatever steps, for another one. */
function isBehind(
  operations: CaseDetail['operations'],
  opId: CaseDetail['operations'][number]['opId'],
  awaited: typeof opId,
): boolean {
  const word = operations.find((one) => one.opId === opId)?.verdict?.verdict;
  if (word?.outcome !== 'waiting') return false;
  return word.waitsFor.some((one) => one === awaited || isBehind(operations, one, awaited));
}

function OneVerdict(props: {
  readonly operation: CaseDetail['operations'][number];
  readonly caseId: CaseDetail['row']['caseId'];
  readonly nameOf: (personId: string) => string;
  readonly lines: readonly string[];
  /** What this device wrote behind it, which waits for the choice. */
  readonly behind: readonly string[];
  /** A choice about it was made here that the centre does not have yet. */
  readonly isChosen: boolean;
}): ReactNode {
  const { operation, caseId, nameOf, lines, behind, isChosen } = props;
  const { t } = useTranslation('sync');
  const { counter } = useApp();
  const [hasFailed, setFailed] = useState(false);
  const { opId, verdict, kind, savedAt, author } = operation;
  if (verdict === null) return null;
  const { outcome } = verdict.verdict;
  const grounds = 'grounds' in verdict.verdict ? verdict.verdict.grounds.code : '';
  const close = (): void => void counter.closeVerdict(opId).catch(() => setFailed(true));
  const canChoose = verdict.verdict.outcome === 'parked' && verdict.verdict.conflict !== undefined;
  return (
    <Notice tone="refused" title={t(`verdict.${outcome}`)}>
      <Stack gap="xs">
        <span>
          {t('verdictOf', { what: t(`operation.${kind}`), when: formatDateTime(savedAt) })}{' '}
          {t([`grounds.${grounds}`, `refusals:${grounds}`])} {t('keptHere')}
        </span>
        {lines.length > 0 && <span>{t('conflicts:typed', { lines: lines.join('; ') })}</span>}
        {canChoose && !isChosen && author !== undefined && (
          <span>{t('conflicts:waitsFor', { who: nameOf(author) })}</span>
        )}
        {behind.length > 0 && <span>{t('conflicts:behind', { lines: behind.join('; ') })}</span>}
        {isChosen && <span>{t('conflicts:chosenHere')}</span>}
        <Group>
          {canChoose && !isChosen && (
            <Anchor
              component={Link}
              to={`/requests/${caseId}/conflict/${opId}`}
              c="inherit"
              fw={700}
              td="underline"
            >
              {t('conflicts:decide')}
            </Anchor>
          )}
          {outcome === 'rejected' && (
            <Button size="compact-md" variant="outline" color="dark" onClick={close}>
              {t('conflicts:closeRow')}
            </Button>
          )}
        </Group>
        {hasFailed && <Text role="alert">{t('conflicts:notClosed')}</Text>}
      </Stack>
    </Notice>
  );
}
