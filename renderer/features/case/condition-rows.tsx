import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { EligibilityQuestion, PublicService } from '#shared/catalogue/public-service.ts';

interface Row {
  readonly label: string;
  readonly value: ReactNode;
}

/** The conditions as they were answered: the answer, what an unexpected one led to, and what the person insisted on. */
export function useConditionRows(service: PublicService | undefined, state: CaseState): readonly Row[] {
  const { t } = useTranslation('case');
  const { read } = useLanguage();
  return (service?.eligibility ?? []).flatMap((question): readonly Row[] => {
    const record = state.request.eligibility[question.id];
    if (record === undefined) return [];
    const answer = record.answer ? t('common:yes') : t('common:no');
    const label = read(question.question);
    if (record.answer === question.expected) return [{ label, value: answer }];
    const insisted = record.insisted === true ? t('insisted') : record.reason;
    const value = (
      <>
        {answer}
        <Text component="span" display="block">
          <ConsequenceText question={question} service={service} />
        </Text>
        {insisted !== undefined && (
          <Text component="span" display="block">
            {record.insisted === true ? insisted : t('passedBecause', { reason: insisted })}
          </Text>
        )}
      </>
    );
    return [{ label, value }];
  });
}

/** What an unexpected answer leads to, in the words of the catalogue. */
function ConsequenceText(props: {
  readonly question: EligibilityQuestion;
  readonly service: PublicService | undefined;
}): ReactNode {
  const { question, service } = props;
  const { t } = useTranslation('registration');
  const { read } = useLanguage();
  const ground = service?.refusalReasons.find(({ id }) => id === question.refusalReason);
  const message = read(question.message) || (ground === undefined ? '' : read(ground.title));
  const kind = t(`consequence.${question.onFail}`);
  return message === '' ? kind : t('case:consequence', { kind, message });
}
