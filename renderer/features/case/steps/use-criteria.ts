import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import { CONFORMITY_CRITERIA } from '#shared/case/facts/finding.ts';
import { justificationCriteria } from '#shared/case/steps/assess.ts';
import { useCaseAtHand } from '../case-at-hand.ts';

/** A criterion with the question that asks for it. */
export interface Criterion {
  readonly id: string;
  readonly text: string;
  /** What was answered to it at registration. */
  readonly help?: string;
  /** Whether that answer meets it. */
  readonly isExpected?: boolean;
}

/** What conformity is asked by (requirement R47). */
export function useConformityCriteria(): readonly Criterion[] {
  const { t } = useTranslation('caseSteps');
  return CONFORMITY_CRITERIA.map((id) => ({ id, text: t(`conformity.${id}`) }));
}

/** What the justification is asked by: whether each condition of the service holds (requirement R48). */
export function useJustificationCriteria(): readonly Criterion[] {
  const { t } = useTranslation('caseSteps');
  const { read } = useLanguage();
  const { service, state } = useCaseAtHand();
  return justificationCriteria(service).map((id) => {
    const condition = service.eligibility.find((question) => question.id === id);
    if (condition === undefined) return { id, text: t('justification.grounds') };
    const wanted = condition.expected ? t('justification.yes') : t('justification.no');
    const text = t('justification.condition', { question: read(condition.question), answer: wanted });
    const record = state.request.eligibility[id];
    if (record === undefined) return { id, text };
    const { answer, insisted, reason } = record;
    const said = [
      t('justification.answered', { answer: answer ? t('justification.yes') : t('justification.no') }),
      ...(insisted === true ? [t('justification.insisted')] : []),
      ...(reason === undefined ? [] : [reason]),
    ];
    return { id, text, help: said.join(' '), isExpected: answer === condition.expected };
  });
}
