import { Button, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import type { CaseState } from '#shared/case/case-state.ts';
import { findUntold } from '#shared/case/steps/report-mail.ts';

/** That an e-mail failed and the applicant does not know what it was to tell, and what to do about it (CL73). */
export function UntoldNotice(props: {
  readonly state: CaseState;
  /** Opens the form in which a telling is recorded, for who may. */
  readonly onInform?: (() => void) | undefined;
}): ReactNode {
  const { onInform } = props;
  const { t } = useTranslation('mailing');
  const untold = findUntold(props.state);
  if (untold?.mail?.state !== 'failed' || untold.proof.kind !== 'e-mail') return null;
  const isNextStep = props.state.nextStep === 'inform' || untold.subject === 'decision';
  return (
    <Notice
      tone="refused"
      announce="now"
      title={t('untold.title', { subject: t(`case:subject.${untold.subject}`) })}
    >
      <Stack gap="xs" align="start">
        <Text>
          {t('untold.text', { to: untold.proof.to, reason: t(`failure.${untold.mail.reason}`) })}{' '}
          {t(isNextStep ? 'untold.decision' : 'untold.other')}
        </Text>
        {onInform !== undefined && !isNextStep && (
          <Button size="compact-sm" variant="default" onClick={onInform} className="k-no-print">
            {t('case:band.inform')}
          </Button>
        )}
      </Stack>
    </Notice>
  );
}
