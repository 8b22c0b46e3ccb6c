import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseStatus } from '#shared/case/case-status.ts';
import type { Outcome } from '#shared/case/facts/outcome.ts';
import { Badge } from './badge.tsx';

/** Where a case stands, in words; of a closed one, with which outcome it ended. */
export function StatusBadge(props: {
  readonly status: CaseStatus;
  readonly outcome?: Outcome | null;
}): ReactNode {
  const { status, outcome } = props;
  const { t } = useTranslation('common');
  if (status === 'closed' && outcome) return t(`outcome.${outcome.kind}`);
  const text = t(`status.${status}`);
  return status === 'waiting-for-applicant' ? (
    <Badge tone="paused" shape="‖">
      {text}
    </Badge>
  ) : (
    text
  );
}
