import { z } from 'zod';
import { NotificationProof, NotificationSubject } from '#shared/case/facts/notification.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { refused } from '#shared/kernel/result.ts';
import { deemedNotifiedOn } from '#shared/service-level/deemed-notified.ts';
import { at } from '../at-step.ts';
import type { CaseState } from '../case-state.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, obstacleOfStep, refusedAs, type StepContext } from '../step-context.ts';

/** Record that the applicant was told something, how, when, and what shows it (requirements R17, R50). */
export const Inform = z.object({
  kind: z.literal('inform'),
  subject: NotificationSubject,
  channel: z.string(),
  sentOn: PlainDate,
  proof: NotificationProof,
});

export const ApplicantInformed = z.object({
  kind: z.literal('applicant-informed'),
  origin: EventOrigin,
  subject: NotificationSubject,
  channel: z.string(),
  sentOn: PlainDate,
  deemedOn: PlainDate,
  proof: NotificationProof,
});

/** CL24 */
export function decideInforming(
  state: CaseState,
  command: z.infer<typeof Inform>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'inform');
  if (obstacle !== undefined) return obstacle;
  const { subject, channel, sentOn, proof } = command;
  const { origin, catalogue, calendar, today } = context;
  if (subject === 'decision' && (state.decision === null || state.nextStep === 'approve')) {
    return refusedAs('not-in-this-step');
  }
  const details = new Details();
  if (!catalogue.channels.some(({ id }) => id === channel)) details.add('/channel', 'unknown-choice');
  if (sentOn > today) details.add('/sentOn', 'date-in-future');
  if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
  const deemedOn = deemedNotifiedOn(channel, proof.kind, sentOn, calendar);
  return made({ kind: 'applicant-informed', origin, subject, channel, sentOn, deemedOn, proof });
}

export function afterInforming(state: CaseState, event: z.infer<typeof ApplicantInformed>): CaseState {
  const { subject, channel, sentOn, deemedOn, proof, origin } = event;
  const notifications = [
    ...state.notifications,
    { subject, channel, sentOn, deemedOn, proof, at: origin.at },
  ];
  const informed = { ...state, notifications };
  if (state.nextStep !== 'inform' || subject !== 'decision') return informed;
  if (state.decision?.content.kind === 'refuse') {
    return { ...informed, ...at(event, 'being-evaluated', 'satisfaction'), outcome: { kind: 'refused' } };
  }
  return { ...informed, ...at(event, 'decided-to-provide', 'way') };
}
