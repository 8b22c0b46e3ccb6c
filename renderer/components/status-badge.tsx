import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseStatus } from '#shared/case/case-status.ts';
import { Badge } from './badge.tsx';

/** Where a case stands, in words. */
export function StatusBadge(props: { readonly status: CaseStatus }): ReactNode {
  const { t } = useTranslation('common');
  const text = t(`status.${props.status}`);
  return props.status === 'waiting-for-applicant' ? (
    <Badge tone="paused" shape="‖">
      {text}
    </Badge>
  ) : (
    text
  );
}
