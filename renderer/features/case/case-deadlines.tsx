import { Stack, Table, Text, Title } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList } from '#renderer/components/data-list.tsx';
import { DeadlineBadge } from '#renderer/components/deadline-badge.tsx';
import { formatDate, formatDateTime } from '#renderer/components/format.ts';
import { amountText } from '#renderer/components/time-words.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { type CaseLevel, type CountedCase, levelsOf } from '#shared/case/case-levels.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { findStep } from '#shared/case/step-context.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { lastDayToContest } from '#shared/letters/contesting.ts';
import { type Due, isUnsure } from '#shared/service-level/due.ts';
import { leftUntil } from '#shared/service-level/left-until.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import type { Pause } from '#shared/service-level/pause.ts';

/** Everything that the service promises about time and how it stands, side by side, and what else has a date (SL54). */
export function CaseDeadlines(props: CountedCase): ReactNode {
  const { state, service, officeCalendar } = props;
  const { t } = useTranslation('case');
  const now = useNow(30);
  const levels = levelsOf(props, now);
  const decision = levels.find(({ name }) => name === 'decision');
  const others = useOtherDates(state, officeCalendar);
  return (
    <Stack gap="lg">
      <Table.ScrollContainer minWidth={720} type="native">
        <Table withTableBorder verticalSpacing="xs" aria-label={t('deadlines.title')}>
          <Table.Thead>
            <Table.Tr>
              {(['what', 'rule', 'start', 'due', 'standing'] as const).map((column) => (
                <Table.Th key={column}>{t(`deadlines.column.${column}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {levels.map((level) => (
              <LevelRow key={level.name} level={level} counted={props} now={now} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {decision !== undefined && <Changes level={decision} service={service} />}
      {others.length > 0 && (
        <section>
          <Title order={2} fz="1.125rem" mb="xs">
            {t('deadlines.others')}
          </Title>
          <DataList rows={others} />
        </section>
      )}
    </Stack>
  );
}

function LevelRow(props: {
  readonly level: CaseLevel;
  readonly counted: CountedCase;
  readonly now: Instant;
}): ReactNode {
  const { level, counted, now } = props;
  const { state, service, officeCalendar } = counted;
  const { t } = useTranslation('case');
  const { read } = useLanguage();
  const { name, rule, deadline, due } = level;
  const step = findStep(service, state.nextStep);
  const source =
    name === 'decision'
      ? service.legalBasis.map(({ title }) => read(title)).join('; ')
      : t(`deadlines.source.${name === 'step' ? 'process' : 'level'}`);
  const startsAt = name === 'step' ? 'step' : (rule.startsAt ?? 'registration');
  const isSaid = deadline === null;
  return (
    <Table.Tr data-level={name}>
      <Table.Th scope="row" fw={600}>
        {t(`deadlines.level.${name}`)}
        {name === 'step' && step !== undefined && <Text size="sm">{read(step.title)}</Text>}
      </Table.Th>
      <Table.Td>
        {isSaid
          ? t('deadlines.atMost', { amount: amountText(rule, t) })
          : t('deadlines.ruleFrom', { amount: amountText(rule, t), start: t(`deadlines.from.${startsAt}`) })}
        <Text size="sm" c="dimmed">
          {t('deadlines.sourceOf', { source })}
        </Text>
      </Table.Td>
      <Table.Td>
        {deadline !== null && 'startedAt' in deadline ? formatDateTime(deadline.startedAt) : '–'}
      </Table.Td>
      <Table.Td>
        <DueCell level={level} />
      </Table.Td>
      <Table.Td>
        {deadline === null ? (
          t('deadlines.notMeasured')
        ) : (
          <DeadlineBadge
            deadline={deadline}
            due={due}
            status={state.status}
            now={now}
            officeCalendar={officeCalendar}
          />
        )}
        {due !== null && <Left due={due} now={now} officeCalendar={officeCalendar} />}
        {deadline?.kind === 'met' && state.status !== 'voided' && (
          <Text size="sm">{formatDateTime(deadline.metAt)}</Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** The due date, or why there is none. */
function DueCell({ level: { deadline, due } }: { readonly level: CaseLevel }): ReactNode {
  const { t } = useTranslation('case');
  if (deadline === null) return '–';
  if (deadline.kind === 'waits-for-complete-request') return t('band.notStarted');
  if (deadline.kind === 'paused') return t('deadlines.paused', { time: formatDateTime(deadline.pausedAt) });
  const shown = due ?? deadline.due;
  return (
    <>
      {shown.kind === 'date' ? formatDate(shown.dueOn) : formatDateTime(shown.dueAt)}
      {isUnsure(shown) && <Text size="sm">{t('deadlines.unsure')}</Text>}
    </>
  );
}

function Left(props: {
  readonly due: Due;
  readonly now: Instant;
  readonly officeCalendar: OfficeCalendar;
}): ReactNode {
  const { t } = useTranslation('case');
  const left = leftUntil(props.due, props.now, props.officeCalendar);
  return left === undefined ? null : (
    <Text size="sm">{t('deadlines.left', { amount: amountText(left, t) })}</Text>
  );
}

/** Pauses and extension of the decision's time, with their reasons and the days that they took out (SL58). */
function Changes(props: { readonly level: CaseLevel; readonly service: PublicService }): ReactNode {
  const { pauses, extension } = props.level;
  const { t } = useTranslation('case');
  const { read } = useLanguage();
  if (pauses.length === 0 && extension === null) return null;
  const titleOf = (id: string): string => {
    const type = props.service.evidence.find((candidate) => candidate.id === id);
    return type === undefined ? id : read(type.title);
  };
  return (
    <section>
      <Title order={2} fz="1.125rem" mb="xs">
        {t('deadlines.changes')}
      </Title>
      <ul style={{ margin: 0, paddingInlineStart: '1.25rem' }}>
        {pauses.map(({ pausedAt, resumedAt, questions, evidence, takenOut }) => (
          <li key={pausedAt}>
            {pauseText(
              { pausedAt, resumedAt },
              [...evidence.map(titleOf), ...questions].join('; '),
              amountText(takenOut, t),
              t,
            )}
          </li>
        ))}
        {extension !== null && (
          <li>
            {t('deadlines.extended', {
              time: formatDateTime(extension.extendedAt),
              date: formatDate(extension.extendedTo),
              reason: extension.reason ?? '–',
            })}
          </li>
        )}
      </ul>
    </section>
  );
}

function pauseText(
  { pausedAt, resumedAt }: Pause,
  reason: string,
  amount: string,
  t: TFunction<'case'>,
): string {
  const from = formatDateTime(pausedAt);
  return resumedAt === null
    ? t('deadlines.pauseOpen', { from, reason, amount })
    : t('deadlines.pause', { from, to: formatDateTime(resumedAt), reason, amount });
}

function useOtherDates(
  { waiting, handOver, followUp, decision, notifications }: CaseState,
  officeCalendar: OfficeCalendar,
): readonly { readonly label: string; readonly value: string }[] {
  const { t } = useTranslation('case');
  const told = notifications.findLast((one) => one.decision !== null && one.decision === decision?.opId);
  const dates = [
    ['applicant', waiting?.until],
    ['handOver', handOver?.until],
    ['followUp', followUp?.kind === 'action' ? followUp.until : undefined],
    ['contest', told === undefined ? undefined : lastDayToContest(told.deemedOn, officeCalendar)],
  ] as const;
  return dates.flatMap(([name, date]) =>
    date === undefined || date === null
      ? []
      : [{ label: t(`deadlines.other.${name}`), value: formatDate(date) }],
  );
}
