import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import { openChecks } from '#shared/case/request/open-checks.ts';
import { isAllMet } from '#shared/case/steps/assess.ts';
import { isRefusable, type TypedDecision } from '#shared/case/steps/typed-decision.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { FormChecks, FormLine, FormLines, FormRadios } from '../form/form-fields.tsx';
import { required } from '../form/read-typed.ts';
import type { CommandForm } from '../form/use-command-form.ts';

/** A decision while it is typed. */
export interface DecisionValues {
  readonly decision: string;
  readonly reasons: string;
  readonly refusalReasons: readonly string[];
  readonly legalGround: string;
  readonly contestAt: string;
}

export const NO_DECISION: DecisionValues = {
  decision: '',
  reasons: '',
  refusalReasons: [],
  legalGround: '',
  contestAt: '',
};

/** The decision as the command has it, or that none was chosen. */
export function decisionOf(values: DecisionValues): TypedDecision | readonly Issue[] {
  const { decision, reasons, refusalReasons, legalGround, contestAt } = values;
  switch (decision) {
    case 'provide':
      return { decision, reasons };
    case 'refuse':
      return { decision, refusalReasons: [...refusalReasons], reasons, legalGround, contestAt };
    default:
      return required('decision', 'decision');
  }
}

/** The labels of a decision's places. */
export function useDecisionLabels(): Readonly<Record<string, string>> {
  const { t } = useTranslation('caseSteps');
  return {
    '/decision/decision': t('decision.what'),
    '/decision/refusalReasons': t('decision.refusalReasons'),
    '/decision/reasons': t('decision.reasons'),
    '/decision/legalGround': t('decision.legalGround'),
    '/decision/contestAt': t('decision.contestAt'),
  };
}

/** To provide or to refuse, and what belongs to each (requirement R49). */
export function DecisionFields(props: { readonly form: CommandForm<DecisionValues> }): ReactNode {
  const { form } = props;
  const { values, set } = form;
  const { t } = useTranslation('caseSteps');
  const { read } = useLanguage();
  const { service, state } = useCaseAtHand();
  const isUnchecked = openChecks(service.evidence, state.request.evidence).length > 0;
  const canRefuse = isRefusable(service);
  const choices = (['provide', ...(canRefuse ? (['refuse'] as const) : [])] as const).map((value) => ({
    value,
    label: t(`decision.${value}`),
  }));
  const refusalReasons = service.refusalReasons.filter(({ retired }) => retired !== true);
  const choose = (decision: string): void => {
    const [ground] = service.legalBasis;
    const drafted =
      decision === 'refuse'
        ? {
            legalGround: values.legalGround || (ground === undefined ? '' : read(ground.title)),
            contestAt: values.contestAt || read(service.competentAuthority),
          }
        : {};
    form.forgetIssues();
    set({ decision, ...drafted });
  };
  return (
    <Stack gap="md">
      <FormRadios
        form={form}
        pointer="/decision/decision"
        options={choices}
        value={values.decision}
        onChange={choose}
      />
      {values.decision === 'refuse' && refusalReasons.length > 0 && (
        <FormChecks
          form={form}
          pointer="/decision/refusalReasons"
          options={refusalReasons.map(({ id, title }) => ({ value: id, label: read(title) }))}
          value={values.refusalReasons}
          onChange={(chosen) => set({ refusalReasons: chosen })}
        />
      )}
      {values.decision !== '' && (
        <FormLines
          form={form}
          pointer="/decision/reasons"
          isOptional={values.decision === 'provide' && isAllMet(state.justification) && !isUnchecked}
          help={values.decision === 'provide' && isUnchecked ? t('evidence:checks.reasonHelp') : undefined}
          value={values.reasons}
          onChange={(reasons) => set({ reasons })}
        />
      )}
      {values.decision === 'refuse' && (
        <>
          <FormLines
            form={form}
            pointer="/decision/legalGround"
            value={values.legalGround}
            onChange={(legalGround) => set({ legalGround })}
          />
          <FormLine
            form={form}
            pointer="/decision/contestAt"
            help={t('decision.contestHelp')}
            value={values.contestAt}
            onChange={(contestAt) => set({ contestAt })}
          />
        </>
      )}
    </Stack>
  );
}
