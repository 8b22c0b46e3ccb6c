import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '#renderer/components/format.ts';
import { Notice } from '#renderer/components/notice.tsx';
import type { CaseDetail } from '#renderer/counter/counter-api.ts';
import { needsAttention } from '#renderer/store/case-row.ts';

/** What of this case a person must look at: the verdict in plain words, why, since when. Nothing here is ever lost. */
export function CaseVerdicts(props: { readonly operations: CaseDetail['operations'] }): ReactNode {
  const { t } = useTranslation('sync');
  const troubled = props.operations.filter(
    ({ verdict }) => verdict !== null && needsAttention(verdict.verdict.outcome),
  );
  return troubled.map(({ opId, verdict, kind, savedAt }) => {
    if (verdict === null) return null;
    const grounds = 'grounds' in verdict.verdict ? verdict.verdict.grounds.code : '';
    return (
      <Notice key={opId} tone="refused" title={t(`verdict.${verdict.verdict.outcome}`)}>
        {t('verdictOf', { what: t(`operation.${kind}`), when: formatDateTime(savedAt) })}{' '}
        {t([`grounds.${grounds}`, `refusals:${grounds}`])} {t('keptHere')}
      </Notice>
    );
  });
}
