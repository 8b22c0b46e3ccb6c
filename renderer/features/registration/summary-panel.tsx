import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList } from '#renderer/components/data-list.tsx';
import { formatDate, formatDateTime, formatMoney, formatTime } from '#renderer/components/format.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { isEvidenceNeeded } from '#shared/case/request/needed-evidence.ts';
import { decisionTimeOf } from '#shared/catalogue/find-service.ts';
import { dueOf } from '#shared/service-level/due.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';
import { usePayableFees } from './fees-section.tsx';
import { BringThisButton } from './form-prints.tsx';
import { isFeeOpen, openDecisionTimes } from './open-variant.ts';
import { useRequestForm } from './request-form.ts';
import { useFeeStanding } from './use-fee-standing.ts';
import type { KeepingState } from './use-kept-draft.ts';

/** What will be promised, what is missing, who answers, and the one main action. Always beside the form. */
export function SummaryPanel(props: {
  readonly officeCalendar: OfficeCalendar;
  readonly responsible: string;
  readonly keeping: KeepingState;
  readonly isSaving: boolean;
  readonly onRegister: () => void;
  readonly onLeave: () => void;
  readonly onDiscard: () => void;
}): ReactNode {
  const { keeping, isSaving, responsible } = props;
  const { t } = useTranslation('registration');
  const { read } = useLanguage();
  const { service, issues } = useRequestForm();
  const missing = useMissing();
  const decision = useDecisionText(props.officeCalendar, missing.length === 0);
  const feeText = useFeeText();
  const kept =
    keeping.kind === 'kept' ? t('common:draftKept', { time: formatTime(keeping.at) }) : t('draftNotYet');
  return (
    <Paper component="aside" aria-label={t('summary')} withBorder p="md" bg="var(--k-raised)">
      <Stack gap="sm">
        <Title order={2} fz="1.125rem">
          {t('summary')}
        </Title>
        {service !== undefined && (
          <DataList
            isNarrow
            rows={[
              { label: t('service'), value: read(service.title) },
              { label: t('decision'), value: decision },
              {
                label: t('fee.title'),
                value: feeText,
              },
              { label: t('responsible'), value: responsible },
              {
                label: missing.length === 0 ? t('documents') : t('missing', { n: missing.length }),
                value:
                  missing.length === 0
                    ? t('nothingMissing')
                    : missing.map(({ title }) => read(title)).join(', '),
              },
            ]}
          />
        )}
        {service !== undefined && <BringThisButton service={service} missing={missing} />}
        <Button onClick={props.onRegister} loading={isSaving} aria-keyshortcuts="Control+Enter" size="md">
          {t('register')}
          <KeyHint keys="Ctrl+Enter" />
        </Button>
        {service !== undefined && issues.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('stillToFill', { n: issues.length })}
          </Text>
        )}
        <Text size="sm" c="dimmed" role="status" data-testid="draft-state">
          {keeping.kind === 'failed' ? t('draftFailed') : kept}
        </Text>
        <Button variant="default" onClick={props.onLeave} aria-keyshortcuts="Escape">
          {t('leave')}
          <KeyHint keys="Esc" />
        </Button>
        <Button variant="subtle" color="red" onClick={props.onDiscard}>
          {t('discard')}
        </Button>
      </Stack>
    </Paper>
  );
}

/** What is to be paid; while the variant decides that and is open, just so much. */
function useFeeText(): string {
  const { t } = useTranslation('registration');
  const { language } = useLanguage();
  const { service } = useRequestForm();
  const variant = useVariant();
  const fees = usePayableFees();
  if (service !== undefined && isFeeOpen(service, variant)) return t('fee.open');
  if (fees.length === 0) return t('fee.none');
  return fees
    .map((fee) => (fee.amount === null ? t('fee.notSet') : formatMoney(fee.amount, language)))
    .join(' + ');
}

/** The variant as it stands in the form. */
function useVariant(): string | undefined {
  const { variant } = useRequestForm().draft.values;
  return typeof variant === 'string' ? variant : undefined;
}

/** The required evidence that the applicant has not brought. */
function useMissing() {
  const { service, facts, draft } = useRequestForm();
  const fees = useFeeStanding();
  if (service === undefined || facts === undefined) return [];
  return service.evidence
    .filter((type) => type.mode !== 'register-check' && isEvidenceNeeded(type, facts.service, fees))
    .filter(({ id }) => (draft.evidence[id]?.status ?? 'missing') === 'missing');
}

/** Until when there will be a decision, if the request were registered now. */
function useDecisionText(officeCalendar: OfficeCalendar, isComplete: boolean): string {
  const { t } = useTranslation('registration');
  const { service } = useRequestForm();
  const variant = useVariant();
  const now = useNow(30);
  if (service === undefined) return '';
  const rule = decisionTimeOf(service, variant);
  const isOpen = openDecisionTimes(service, variant).some((other) => !areSameTime(other, rule));
  if (isOpen) return t('decisionOpen');
  if (rule.startsAt === 'complete-request' && !isComplete) return t('countedFromComplete');
  if (rule.unit === 'immediate') return t('atOnce');
  const due = dueOf(rule, now, officeCalendar);
  return due.kind === 'date'
    ? t('untilDate', { date: formatDate(due.dueOn) })
    : t('untilTime', { time: formatDateTime(due.dueAt) });
}

function areSameTime(a: TimeRule, b: TimeRule): boolean {
  return a.value === b.value && a.unit === b.unit && a.startsAt === b.startsAt;
}
