import { Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { findStep } from '#shared/case/step-context.ts';
import { type CaseAtHand, useCaseAtHand } from '../case-at-hand.ts';
import { AcceptancePanel } from './acceptance-panel.tsx';
import { AnswerPanel } from './answer-panel.tsx';
import { ApprovalPanel } from './approval-panel.tsx';
import { ConformityPanel } from './conformity-panel.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { EffectPanel } from './effect-panel.tsx';
import { EvidencePanel } from './evidence-panel.tsx';
import { FollowUpPanel } from './follow-up-panel.tsx';
import { HandOutPanel } from './hand-out-panel.tsx';
import { HandOverPanel } from './hand-over-panel.tsx';
import { InformPanel } from './inform-panel.tsx';
import { isRoutine } from './is-routine.ts';
import { JustificationPanel } from './justification-panel.tsx';
import { PerformancePanel } from './performance-panel.tsx';
import { PreparationPanel } from './preparation-panel.tsx';
import { ResultPanel } from './result-panel.tsx';
import { ReviewPanel } from './review-panel.tsx';
import { RoutinePanel } from './routine-panel.tsx';
import { SatisfactionPanel } from './satisfaction-panel.tsx';
import type { StepPanelProps } from './step-panel-props.ts';
import { namedRolesFor, rolesFor } from './step-roles.ts';
import { WayPanel } from './way-panel.tsx';

/** The panel of each step that a person takes after the registration, the catalogue's and the program's own. */
const PANELS: Readonly<Record<string, (props: StepPanelProps) => ReactNode>> = {
  conformity: ConformityPanel,
  justification: JustificationPanel,
  decide: DecisionPanel,
  approve: ApprovalPanel,
  inform: InformPanel,
  way: WayPanel,
  handover: HandOverPanel,
  prepare: PreparationPanel,
  perform: PerformancePanel,
  record: ResultPanel,
  'hand-out': HandOutPanel,
  satisfaction: SatisfactionPanel,
  review: ReviewPanel,
  followup: FollowUpPanel,
  act: EffectPanel,
};

/** The one open panel: what is to be done now, for who may do it, and for others who may. */
export function StepPanel(): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { read } = useLanguage();
  const atHand = useCaseAtHand();
  const { state, service, catalogue, role, person, nameOf } = atHand;
  const { nextStep, handOver, stepStartedAt, waiting, missing } = state;
  const [isStepByStep, setStepByStep] = useState(false);
  if (nextStep === 'none') return null;
  if (handOver !== null && isForMe(atHand)) return <AcceptancePanel handOver={handOver} />;
  const step = findStep(service, nextStep);
  const title = step === undefined ? t(`case:step.${nextStep}`) : read(step.title);
  const instruction = step === undefined ? undefined : read(step.instruction);
  const roles = rolesFor(nextStep, service);
  const isMine = roles.includes(role) || isMyAction(atHand);
  if (handOver !== null && (nextStep === 'handover' || !isMine)) {
    const who = handOver.to.kind === 'person' ? nameOf(handOver.to.person) : handOver.to.partner;
    return <Notice tone="soon">{t('acceptance.waits', { who })}</Notice>;
  }
  if (!isMine) {
    const titles = namedRolesFor(nextStep, service)
      .map((id) => catalogue.roles.find((one) => one.id === id)?.title)
      .flatMap((one) => (one === undefined ? [] : [read(one)]));
    return (
      <Notice tone="soon" title={title}>
        <Text>{t('doneBy', { roles: titles.join(', ') })}</Text>
        {state.responsible.person === person && <Text>{t('passOn')}</Text>}
      </Notice>
    );
  }
  if (waiting !== null) {
    return missing.length > 0 ? (
      <EvidencePanel key={stepStartedAt} title={t('evidence.title')} />
    ) : (
      <AnswerPanel key={stepStartedAt} title={t('answer.title')} />
    );
  }
  if (!isStepByStep && isRoutine(state, service, role)) {
    return <RoutinePanel key={stepStartedAt} onStepByStep={() => setStepByStep(true)} />;
  }
  const Panel = PANELS[nextStep];
  return (
    Panel !== undefined && (
      <Panel key={`${nextStep} ${stepStartedAt}`} title={title} instruction={instruction} />
    )
  );
}

function isForMe({ state, person }: CaseAtHand): boolean {
  const to = state.handOver?.to;
  return to !== undefined && (to.kind === 'partner' || to.person === person);
}

/** What follows from the evaluation is done by whoever was named for it, in whatever role (CL49). */
function isMyAction({ state: { nextStep, followUp }, person }: CaseAtHand): boolean {
  return nextStep === 'act' && followUp?.kind === 'action' && followUp.owner.person === person;
}
