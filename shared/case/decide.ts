import { decisionTimeOf, servicesOfferedAt } from '#shared/catalogue/find-service.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { Digest } from '#shared/kernel/identifier.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { dueOf } from '#shared/service-level/due.ts';
import type { Office } from '#shared/service-level/office.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import type { CaseCommand, RegisterRequest } from './case-command.ts';
import type { CaseDeadline } from './case-deadline.ts';
import type { CaseEvent, EventOrigin } from './case-event.ts';
import type { CaseState } from './case-state.ts';
import { allowedCommands, findObstacle } from './lifecycle.ts';
import type { Refusal } from './refusal.ts';
import { missingEvidence } from './request/parse-evidence.ts';
import { type ParsedRequest, parseRequest } from './request/parse-request.ts';
import { readFreeText } from './request/read-free-text.ts';
import { requestIssue } from './request/request-issue.ts';

/** What a decision depends on besides the case: the versions the operation names, the actor, and times made outside. */
export interface DecideContext {
  readonly origin: EventOrigin;
  /** The number that the journal writer assigned; only for a registration. */
  readonly reference: Reference | undefined;
  readonly catalogue: { readonly hash: Digest; readonly value: Catalogue };
  readonly calendar: { readonly hash: Digest; readonly office: OfficeCalendar };
  readonly office: Office;
}

const NOTE_LIMITS = { lines: 'many-lines', maxCodePoints: 4000 } as const;

/**
 * What a command makes of a case (`docs/case-lifecycle.md`): new events, or a refusal. Pure, and the same at the
 * counter and at the centre; identifiers and times come in with the context.
 */
export function decide(
  state: CaseState | undefined,
  command: CaseCommand,
  context: DecideContext,
): Result<readonly CaseEvent[], Refusal> {
  const place = state?.status ?? 'no-case';
  const { role } = context.origin;
  const obstacle = findObstacle(command.kind, place, role);
  if (obstacle !== undefined) return refused({ code: obstacle, allowed: allowedCommands(place, role) });
  switch (command.kind) {
    case 'register-request':
      return decideRegistration(command, context);
    case 'add-note':
      return decideNote(command.text, context);
    default:
      return unreachable(command);
  }
}

function decideRegistration(
  command: RegisterRequest,
  context: DecideContext,
): Result<readonly CaseEvent[], Refusal> {
  const { origin, reference, catalogue, calendar, office } = context;
  const parsed = parseRequest(command.request, {
    catalogue: catalogue.value,
    receivedOn: localDateOf(origin.at),
  });
  if (!parsed.ok) return refused({ code: 'request-not-valid', issues: parsed.problem });
  const { request, service } = parsed.value;
  if (!servicesOfferedAt(catalogue.value, office.services).includes(service)) {
    return refused({ code: 'service-not-given-here' });
  }
  if (reference === undefined) {
    return refused({ code: 'request-not-valid', issues: [requestIssue('/reference', 'required')] });
  }
  const missing = missingEvidence(service.evidence, request.evidence);
  return ok([
    {
      kind: 'registered',
      origin,
      reference,
      catalogue: catalogue.hash,
      calendar: calendar.hash,
      request,
      missing: [...missing],
      deadline: deadlineOf(parsed.value, missing.length === 0, context),
    },
  ]);
}

/** CL6: the clock starts at registration, or, where the service says so, when the request is complete. */
function deadlineOf(parsed: ParsedRequest, isComplete: boolean, context: DecideContext): CaseDeadline {
  const rule = decisionTimeOf(parsed.service, parsed.request.variant);
  if (rule.startsAt === 'complete-request' && !isComplete) return { kind: 'waits-for-complete-request' };
  const startedAt = context.origin.at;
  return { kind: 'running', startedAt, due: dueOf(rule, startedAt, context.calendar.office) };
}

function decideNote(typed: string, context: DecideContext): Result<readonly CaseEvent[], Refusal> {
  const issues: Issue[] = [];
  const text = readFreeText({ pointer: '/text', typed }, NOTE_LIMITS, issues);
  if (text === '') issues.push(requestIssue('/text', 'required'));
  if (text === undefined || text === '') return refused({ code: 'note-not-valid', issues });
  return ok([{ kind: 'note-added', origin: context.origin, text }]);
}
