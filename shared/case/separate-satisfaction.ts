import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { CaseCommand, RoutineStep } from './case-command.ts';
import { type NeedMet, type Satisfaction, satisfactionScale } from './facts/evaluation.ts';
import { needsLook } from './steps/evaluate.ts';

/** What the recipient said, without anything of the case. */
export interface SaidApart {
  readonly scale: readonly [number, number];
  readonly score: number;
  readonly needMet: NeedMet | null;
}

/**
 * Takes the recipient's mark out of a command before it is kept anywhere (SA1): the command says from then on only that
 * they answered, and whether somebody has to look into it. A mark that is not on the scale stays, to be refused.
 */
export function separateSatisfaction<Command extends CaseCommand>(
  command: Command,
  catalogue: Pick<Catalogue, 'satisfaction'>,
): { readonly command: CaseCommand; readonly said: SaidApart | undefined } {
  let said: SaidApart | undefined;
  const apart = (satisfaction: Satisfaction): Satisfaction => {
    if (satisfaction.kind !== 'answered') return satisfaction;
    const scale = satisfactionScale(catalogue);
    const { ease: score, needMet = null } = satisfaction;
    if (score < scale[0] || score > scale[1]) return satisfaction;
    said = { scale, score, needMet };
    return { kind: 'answered-apart', needsLook: needsLook(satisfaction, scale) };
  };
  const separated = <Step extends CaseCommand | RoutineStep>(step: Step): Step =>
    step.kind === 'record-satisfaction' ? { ...step, satisfaction: apart(step.satisfaction) } : step;
  const whole =
    command.kind === 'finish-at-once'
      ? { ...command, steps: command.steps.map((step) => separated(step)) }
      : separated(command);
  return { command: whole, said };
}
