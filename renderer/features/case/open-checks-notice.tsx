import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { openChecks } from '#shared/case/request/open-checks.ts';
import { useCaseAtHand } from './case-at-hand.ts';

/** The open task of a case whose checks in registers are not done yet (RG17). */
export function OpenChecksNotice(props: {
  /** Opens the form in which a check is recorded; left out where that cannot be done now. */
  readonly onCheck?: () => void;
}): ReactNode {
  const { onCheck } = props;
  const { t } = useTranslation('evidence');
  const { read } = useLanguage();
  const { state, service } = useCaseAtHand();
  const checks = openChecks(service.evidence, state.request.evidence);
  if (checks.length === 0) return null;
  return (
    <Notice tone="soon" title={t('checks.title')} announce="never">
      <Group justify="space-between">
        <span>{checks.map(({ title }) => read(title)).join(', ')}</span>
        {onCheck !== undefined && (
          <Button variant="default" size="compact-sm" onClick={onCheck}>
            {t('checks.record')}
          </Button>
        )}
      </Group>
    </Notice>
  );
}
