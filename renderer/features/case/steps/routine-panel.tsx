import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { RoutineStep } from '#shared/case/case-command.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { openChecks } from '#shared/case/request/open-checks.ts';
import { findStep, rolesOfStep } from '#shared/case/step-context.ts';
import type { ServiceOutcome } from '#shared/catalogue/public-service.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormLines, FormRadios } from '../form/form-fields.tsx';
import { isWrong, required } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import { AssessFields, findingLabels, findingsOf, type TypedFinding } from './assess-form.tsx';
import { HandedOutFields, handedOutNow, handedOutOf, useHandedOutLabels } from './handed-out-fields.tsx';
import { marksOf } from './satisfaction-marks.ts';
import { type Criterion, useConformityCriteria, useJustificationCriteria } from './use-criteria.ts';

/** The recipient is asked afterwards, or does not want to say; anything else is the mark. */
const LATER = 'later';
const SKIPPED = 'skipped';

const GIVEN: ReadonlySet<ServiceOutcome['kind']> = new Set(['granted', 'partly-granted']);

/**
 * Everything of a routine service on one card, from the assessment to the result, given together (requirement R64). It
 * is for what is all in order and handed out now; of anything else the findings are saved, and the rest is done step by
 * step.
 */
export function RoutinePanel(props: { readonly onStepByStep: () => void }): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { read } = useLanguage();
  const { service, today, state, person, role, catalogue } = useCaseAtHand();
  const conformity = useConformityCriteria();
  const justification = useJustificationCriteria();
  const outcomes = service.outcomes.filter(({ kind }) => GIVEN.has(kind));
  const isUnchecked = openChecks(service.evidence, state.request.evidence).length > 0;
  const mayEvaluate = ['satisfaction', 'review'].every((step) => rolesOfStep(service, step).includes(role));
  const marks = marksOf(catalogue);
  const isOwnOfToday = state.responsible.person === person && localDateOf(state.receivedAt) === today;
  const handedOutLabels = useHandedOutLabels();
  const form = useCommandForm({
    name: 'finish-at-once',
    initial: {
      findings: isOwnOfToday ? answeredAtRegistration(state, justification) : {},
      reasons: '',
      satisfaction: LATER,
      outcome: outcomes.length === 1 ? (outcomes[0]?.id ?? '') : '',
      what: outcomes.length === 1 && outcomes[0] !== undefined ? read(outcomes[0].output) : '',
      ...handedOutNow(today),
      to: isOwnOfToday ? (state.request.representative === undefined ? 'applicant' : 'representative') : '',
    },
    commandOf: (values) => {
      const { findings, outcome, what } = values;
      const [conforms, justifies] = [pick(findings, conformity), pick(findings, justification)];
      const assessed = { kind: 'assess-conformity', findings: findingsOf(conforms) } as const;
      if (isAnyUnmet(conforms)) return assessed;
      const unanswered = findUnanswered([...conformity, ...justification], findings);
      if (unanswered.length > 0) return unanswered;
      const justified = { kind: 'assess-justification', findings: findingsOf(justifies) } as const;
      if (isAnyUnmet(justifies)) return { kind: 'finish-at-once', steps: [assessed, justified] };
      if (outcome === '') return required('outcome');
      const handedOut = handedOutOf(values);
      if (isWrong(handedOut)) return handedOut;
      const perform = findStep(service, 'perform');
      const done = perform === undefined ? what : read(perform.title);
      const { channel, on: sentOn } = handedOut;
      return {
        kind: 'finish-at-once',
        steps: [
          assessed,
          justified,
          { kind: 'take-decision', decision: { decision: 'provide', reasons: values.reasons } },
          { kind: 'inform', subject: 'decision', channel, sentOn, proof: { kind: 'handed-over' } },
          { kind: 'choose-way', way: channel === 'counter' ? 'at-counter-now' : 'remotely' },
          { kind: 'prepare', items: [] },
          { kind: 'perform', actions: [{ text: done, isDone: true }] },
          { kind: 'record-result', outcome, what, documents: [], handedOut },
          ...evaluationOf(values.satisfaction),
        ],
      };
    },
    labels: {
      ...findingLabels([...conformity, ...justification], t('assess.note'), t('assess.evidence')),
      '/outcome': t('result.outcome'),
      '/what': t('result.what'),
      '/decision/reasons': t('decision.reasons'),
      '/satisfaction': t('routine.satisfaction'),
      ...handedOutLabels,
    },
  });
  const { values, set } = form;
  const choose = (outcome: string): void => {
    const output = outcomes.find(({ id }) => id === outcome)?.output;
    const isDrafted = values.what === '' || outcomes.some((one) => read(one.output) === values.what);
    set({ outcome, ...(isDrafted && output !== undefined ? { what: read(output) } : {}) });
  };
  return (
    <CommandFormPanel
      title={t('routine.title')}
      instruction={t('routine.help')}
      form={form}
      confirm={t('routine.confirm')}
      more={
        <Button variant="default" onClick={props.onStepByStep}>
          {t('routine.stepByStep')}
        </Button>
      }
    >
      <AssessFields
        form={form}
        isBrief
        questions={[...conformity, ...justification]}
        value={values.findings}
        onChange={(findings) => set({ findings })}
      />
      {isAnyUnmet(values.findings) && <Text fw={600}>{t('routine.unmet')}</Text>}
      <FormRadios
        form={form}
        pointer="/outcome"
        options={outcomes.map(({ id, title }) => ({ value: id, label: read(title) }))}
        value={values.outcome}
        onChange={choose}
      />
      <FormLines form={form} pointer="/what" value={values.what} onChange={(what) => set({ what })} />
      <HandedOutFields form={form} values={values} set={set} />
      {isUnchecked && (
        <FormLines
          form={form}
          pointer="/decision/reasons"
          help={t('evidence:checks.reasonHelp')}
          value={values.reasons}
          onChange={(reasons) => set({ reasons })}
        />
      )}
      {mayEvaluate && (
        <FormRadios
          form={form}
          pointer="/satisfaction"
          help={t('routine.satisfactionHelp')}
          options={[
            { value: LATER, label: t('routine.later') },
            { value: SKIPPED, label: t('routine.skipped') },
            ...marks.map((value) => ({ value, label: value })),
          ]}
          value={values.satisfaction}
          onChange={(satisfaction) => set({ satisfaction })}
        />
      )}
    </CommandFormPanel>
  );
}

/** What the person at the desk has found already by registering it; the rest has still to be answered. */
function answeredAtRegistration(
  { missing }: CaseState,
  justification: readonly Criterion[],
): Readonly<Record<string, TypedFinding>> {
  const met = justification.filter(({ isExpected }) => isExpected === true).map(({ id }) => id);
  const found = missing.length === 0 ? ['complete', ...met] : met;
  return Object.fromEntries(found.map((id) => [id, { isMet: true }]));
}

/** The steps of the evaluation, when the recipient was asked at once: a review without remarks closes the case. */
function evaluationOf(satisfaction: string): readonly RoutineStep[] {
  if (satisfaction === LATER) return [];
  const said =
    satisfaction === SKIPPED
      ? ({ kind: 'skipped' } as const)
      : ({ kind: 'answered', ease: Number(satisfaction) } as const);
  return [
    { kind: 'record-satisfaction', satisfaction: said },
    { kind: 'review-provision', needMet: 'yes' },
  ];
}

/** The questions that have no answer yet. */
function findUnanswered(
  questions: readonly Criterion[],
  findings: Readonly<Record<string, TypedFinding>>,
): readonly Issue[] {
  return questions
    .filter(({ id }) => findings[id]?.isMet === undefined)
    .map(({ id }) => ({ pointer: `/findings/${id}`, code: 'required' }));
}

/** What is not met is saved as found, and the rest is done step by step. */
function isAnyUnmet(findings: Readonly<Record<string, TypedFinding>>): boolean {
  return Object.values(findings).some(({ isMet }) => isMet === false);
}

function pick(
  findings: Readonly<Record<string, TypedFinding>>,
  criteria: readonly Criterion[],
): Readonly<Record<string, TypedFinding>> {
  return Object.fromEntries(criteria.map(({ id }) => [id, findings[id] ?? {}]));
}
