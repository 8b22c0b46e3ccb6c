import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import { CONFORMITY_CRITERIA } from '#shared/case/facts/finding.ts';
import { justificationCriteria } from '#shared/case/steps/assess.ts';
import { useCaseAtHand } from '../case-at-hand.ts';

/** A criterion with the question that asks for it. */
export interface Criterion {
  readonly id: string;
  readonly text: string;
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
  const { service } = useCaseAtHand();
  return justificationCriteria(service).map((id) => {
    const condition = service.eligibility.find((question) => question.id === id);
    if (condition === undefined) return { id, text: t('justification.grounds') };
    const wanted = condition.expected ? t('justification.yes') : t('justification.no');
    return { id, text: t('justification.condition', { question: read(condition.question), answer: wanted }) };
  });
}
