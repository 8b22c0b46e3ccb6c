import { Button, Group, Stack, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DeadlineBadge } from '#renderer/components/deadline-badge.tsx';
import { formatDate, formatTime } from '#renderer/components/format.ts';
import { amountText } from '#renderer/components/time-words.ts';
import type { CaseDeadline } from '#shared/case/case-deadline.ts';
import { findDelay } from '#shared/case/case-delay.ts';
import { dueOfCase } from '#shared/case/case-due.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { levelsOf } from '#shared/case/case-levels.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { findChangedTime } from '#shared/case/changed-time.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import { CaseDoer } from './case-doer.tsx';
import { CaseNext } from './case-next.tsx';

/** What now, who, until when; red when it is late, with what the applicant has to be told (CL75, CL77). */
export function CaseBand(props: {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly catalogue: Catalogue;
  readonly service: PublicService | undefined;
  readonly officeCalendar: OfficeCalendar;
  readonly nameOf: (personId: string) => string;
  readonly now: Instant;
  /** Opens the form in which a telling is recorded, for who may. */
  readonly onInform?: (() => void) | undefined;
}): ReactNode {
  const { state, events, catalogue, service, officeCalendar, nameOf, now, onInform } = props;
  const { t } = useTranslation('case');
  const delay = findDelay(state, now, officeCalendar);
  const changed = findChangedTime(events);
  const target =
    service === undefined
      ? undefined
      : levelsOf({ state, events, service, officeCalendar }, now).find(({ name }) => name === 'step');
  const isSilent = delay?.isTold === false;
  return (
    <Stack
      component="section"
      gap="sm"
      aria-label={t('band.title')}
      className="k-band"
      data-late={delay === undefined ? undefined : ''}
    >
      <div className="k-band-parts">
        <BandPart label={t('whatNow')}>
          <CaseNext state={state} service={service} />
        </BandPart>
        <BandPart label={t('who')}>
          <CaseDoer state={state} catalogue={catalogue} service={service} nameOf={nameOf} />
        </BandPart>
        <BandPart label={t('untilWhen')}>
          <DeadlineBadge
            deadline={state.deadline}
            due={dueOfCase(state)}
            status={state.status}
            now={now}
            officeCalendar={officeCalendar}
          />
          {state.deadline.kind === 'waits-for-complete-request' && (
            <Text size="sm" maw={320}>
              {t('band.notStarted')}
            </Text>
          )}
          {target?.deadline?.kind === 'running' && (
            <Text size="sm" component="div" mt={4}>
              {t('band.step')}{' '}
              <DeadlineBadge deadline={target.deadline} now={now} officeCalendar={officeCalendar} />
            </Text>
          )}
        </BandPart>
      </div>
      {(isSilent || changed !== undefined) && (
        <Group gap="md" data-testid="to-tell">
          <Text fw={600}>
            {isSilent && (delay.daysLate === 0 ? t('band.lateToday') : t('band.late', { n: delay.daysLate }))}
            {isSilent && changed !== undefined && ' '}
            {changed !== undefined && `${t('band.say')} ${sentenceFor(changed, t)}`}
          </Text>
          {onInform !== undefined && (
            <Button size="compact-sm" variant="default" onClick={onInform} className="k-no-print">
              {t('band.inform')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

/** What the applicant is told of a time that changed, in words that are true now. */
function sentenceFor(deadline: CaseDeadline, t: TFunction<'case'>): string {
  switch (deadline.kind) {
    case 'running': {
      const { due } = deadline;
      if (due.kind === 'date') return t('say.date', { date: formatDate(due.dueOn) });
      return due.dueAt === deadline.startedAt
        ? t('say.atOnce')
        : t('say.time', { time: formatTime(due.dueAt) });
    }
    case 'paused':
      return t('say.paused', { left: amountText(deadline.left, t) });
    case 'waits-for-complete-request':
      return t('say.whenComplete');
    case 'met':
      return '';
    default:
      return unreachable(deadline);
  }
}

function BandPart(props: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {props.label}
      </Text>
      <div style={{ fontWeight: 600 }}>{props.children}</div>
    </div>
  );
}
