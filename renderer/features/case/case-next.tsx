import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '#renderer/components/format.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { openChecks } from '#shared/case/request/open-checks.ts';
import { findStep } from '#shared/case/step-context.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';

/** What is next: the step with its instruction, or what the applicant is waited for (CL16). */
export function CaseNext(props: {
  readonly state: CaseState;
  readonly service: PublicService | undefined;
}): ReactNode {
  const { state, service } = props;
  const { waiting } = state;
  const { t } = useTranslation('case');
  const { read } = useLanguage();
  const step = service === undefined ? undefined : findStep(service, state.nextStep);
  const evidence = service?.evidence ?? [];
  const missing = evidence.filter(({ id }) => state.missing.includes(id)).map(({ title }) => read(title));
  const isOpen = state.status !== 'closed' && state.status !== 'voided';
  const checks = isOpen ? openChecks(evidence, state.request.evidence) : [];
  return (
    <>
      {waiting !== null && t(waiting.question === null ? 'waits.documents' : 'waits.answer')}
      {waiting === null && (step === undefined ? t(`step.${state.nextStep}`) : read(step.title))}
      {waiting === null && step !== undefined && (
        <Text size="sm" c="dimmed" maw={520}>
          {read(step.instruction)}
        </Text>
      )}
      {waiting?.question != null && (
        <Text maw={520}>{t('caseSteps:answer.question', { question: waiting.question })}</Text>
      )}
      {waiting !== null && missing.length > 0 && (
        <Text fw={600} maw={520}>
          {t('missing', { list: missing.join(', ') })}
        </Text>
      )}
      {waiting?.until != null && (
        <Text size="sm">{t('caseSteps:answer.until', { date: formatDate(waiting.until) })}</Text>
      )}
      {checks.length > 0 && (
        <Text fw={600} maw={520}>
          {t('evidence:checks.inBand', { list: checks.map(({ title }) => read(title)).join(', ') })}
        </Text>
      )}
    </>
  );
}
