import { z } from 'zod';
import { AttachedFile } from '#shared/attachments/attachment.ts';
import { Classification } from '#shared/case/facts/classification.ts';
import { missingEvidence } from '#shared/case/request/parse-evidence.ts';
import { parseRequest } from '#shared/case/request/parse-request.ts';
import { RequestDraft } from '#shared/case/request/request-draft.ts';
import { requestIssue } from '#shared/case/request/request-issue.ts';
import { ServiceRequest } from '#shared/case/request/service-request.ts';
import { decisionTimeOf, servicesOfferedAt } from '#shared/catalogue/find-service.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import { Digest } from '#shared/kernel/identifier.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { Reference } from '#shared/kernel/reference.ts';
import { refused } from '#shared/kernel/result.ts';
import { clockFrom, deadlineOf, STOPPED_CLOCK } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseState } from '../case-state.ts';
import type { DecideContext } from '../decide-context.ts';
import { EventOrigin } from '../event-origin.ts';
import { standingOf } from '../standing.ts';
import { type Decided, made, refusedAs } from '../step-context.ts';
import { attachmentsOf } from './attach-files.ts';

/** Register a request. The request is read strictly by `decide`, at the counter and again at the centre. */
export const RegisterRequest = z.object({ kind: z.literal('register-request'), request: RequestDraft });
export type RegisterRequest = z.infer<typeof RegisterRequest>;

/** A request was registered and got its number. */
export const Registered = z.object({
  kind: z.literal('registered'),
  origin: EventOrigin,
  reference: Reference,
  /** The catalogue version by which the case is asked, checked and shown for good. */
  catalogue: Digest,
  /** The calendar version that the deadline was counted by. */
  calendar: Digest,
  request: ServiceRequest,
  /** Files that came with it; none when left out. */
  attachments: z.array(AttachedFile).optional(),
  /** What the catalogue says of it; staff may change it. */
  classification: Classification,
  /** Required evidence that the applicant still has to bring. */
  missing: z.array(z.string()),
  deadline: CaseDeadline,
});
export type Registered = z.infer<typeof Registered>;

/** CL7 to CL9 */
export function decideRegistration(command: RegisterRequest, context: DecideContext): Decided {
  const { origin, reference, catalogue, calendar, office } = context;
  const parsed = parseRequest(command.request, {
    catalogue: catalogue.value,
    receivedOn: localDateOf(origin.at),
  });
  if (!parsed.ok) return refused({ code: 'request-not-valid', issues: parsed.problem });
  const { request, service, attachments } = parsed.value;
  if (!servicesOfferedAt(catalogue.value, office.services).includes(service)) {
    return refusedAs('service-not-given-here');
  }
  if (reference === undefined) {
    return refused({ code: 'request-not-valid', issues: [requestIssue('/reference', 'required')] });
  }
  const missing = missingEvidence(service.evidence, request.evidence);
  const rule = decisionTimeOf(service, request.variant);
  return made({
    kind: 'registered',
    origin,
    reference,
    catalogue: catalogue.hash,
    calendar: calendar.hash,
    request,
    classification: classificationOf(service),
    missing: [...missing],
    deadline: deadlineOf(clockFrom(rule, origin.at, missing), rule, calendar.office),
    ...(attachments.length === 0 ? {} : { attachments: [...attachments] }),
  });
}

/** CL14 */
function classificationOf(service: PublicService): Classification {
  const [lifeEvent, ...further] = service.lifeEvents;
  // A service that may leave the need unmet gives advice; the others give what they promise or refuse it.
  const isAdvice = service.outcomes.some(({ kind }) => kind === 'unmet');
  return {
    subject: service.thematicArea,
    priority: 'ordinary',
    lifeEvent: further.length === 0 ? (lifeEvent ?? null) : null,
    requestType: isAdvice ? 'consultation' : 'service',
  };
}

/** CL10: the case that a registration begins. */
export function registered(event: Registered): CaseState {
  const { origin, missing, deadline } = event;
  const { status, step, waiting } = standingOf(missing, origin.at);
  return {
    reference: event.reference,
    status,
    office: origin.office,
    counter: origin.counter,
    receivedAt: origin.at,
    catalogue: event.catalogue,
    calendar: event.calendar,
    request: event.request,
    classification: event.classification,
    missing,
    deadline,
    clock: { ...STOPPED_CLOCK, startedAt: 'startedAt' in deadline ? deadline.startedAt : null },
    responsible: { person: origin.by, role: origin.role },
    nextStep: step,
    stepStartedAt: origin.at,
    waiting,
    handOver: null,
    conformity: null,
    justification: null,
    decision: null,
    notifications: [],
    way: null,
    preparation: [],
    actions: [],
    result: null,
    satisfaction: null,
    delay: null,
    review: null,
    followUp: null,
    outcome: null,
    duplicates: [],
    notes: [],
    attachments: attachmentsOf(event.attachments ?? [], origin),
    touches: 1,
    lastOperation: origin.opId,
    lastChangedAt: origin.at,
  };
}
