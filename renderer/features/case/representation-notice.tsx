import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import type { CaseState } from '#shared/case/case-state.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { authorityFindings } from '#shared/person/authority-standing.ts';

/** The steps in which it matters whether somebody may still act for the applicant. */
const STEPS: ReadonlySet<string> = new Set(['decide', 'approve', 'inform', 'record', 'hand-out']);

/** Says at the steps that depend on it that a representative's authority is in question today (R42). */
export function RepresentationNotice(props: {
  readonly state: Pick<CaseState, 'request' | 'nextStep'>;
  readonly today: PlainDate;
}): ReactNode {
  const { state, today } = props;
  const { t } = useTranslation('party');
  const { representative } = state.request;
  if (representative === undefined || !STEPS.has(state.nextStep)) return null;
  const findings = authorityFindings(representative, today);
  if (findings.length === 0) return null;
  return (
    <Notice tone="soon" title={t('authority.inQuestion')} announce="never">
      {findings.map((finding) => t(`authority.findings.${finding}`)).join(' ')} {t('authority.atStep')}
    </Notice>
  );
}
