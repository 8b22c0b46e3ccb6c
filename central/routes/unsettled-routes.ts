import { z } from 'zod';
import { addOwnOperation } from '#central/cases/own-operation.ts';
import { releaseWaiting } from '#central/cases/release-waiting.ts';
import { findOversightScope, type OversightScope } from '#central/oversight/oversight-scope.ts';
import { sessionOf } from '#central/plugins/caller.ts';
import { problemResponses } from '#central/plugins/openapi.ts';
import { Problem } from '#central/plugins/problem.ts';
import { StaffRole } from '#shared/case/staff-role.ts';
import { OperationId } from '#shared/kernel/identifier.ts';
import type { Grant } from '#shared/protocol/session.ts';
import {
  ResolutionAnswer,
  ResolutionRequest,
  UnsettledList,
  UnsettledOperation,
} from '#shared/protocol/unsettled.ts';
import { asItIs, type CentreApp, type RouteParts } from './centre.ts';

const PROBLEMS = problemResponses('invalid-request', 'not-signed-in', 'not-permitted');
const common = { tags: ['oversight'], security: [{ person: [] }] };

/** `/api/oversight/unsettled` and `/api/oversight/resolutions`: what waits for a person, and choosing at the centre. */
export function unsettledRoutes(app: CentreApp, { centre, callers }: RouteParts): void {
  app.get(
    '/api/oversight/unsettled',
    {
      onRequest: callers.person,
      schema: {
        ...common,
        summary: 'Operations that wait for a person, without what was written in them',
        response: { 200: UnsettledList, ...problemResponses('not-signed-in', 'not-permitted') },
      },
    },
    (request) => centre.unsettled.list(scopeOf(sessionOf(request).person.grants)),
  );

  app.get(
    '/api/oversight/unsettled/:opId',
    {
      onRequest: callers.person,
      serializerCompiler: asItIs,
      schema: {
        ...common,
        summary: 'One such operation with what to choose between',
        params: z.object({ opId: OperationId }),
        response: { 200: UnsettledOperation, ...PROBLEMS, ...problemResponses('not-found') },
      },
    },
    async (request) => {
      const found = await centre.unsettled.find(
        scopeOf(sessionOf(request).person.grants),
        request.params.opId,
      );
      if (found === undefined) throw new Problem('not-found');
      return found;
    },
  );

  app.post(
    '/api/oversight/resolutions',
    {
      onRequest: callers.person,
      serializerCompiler: asItIs,
      schema: {
        ...common,
        summary: 'Choose between two versions; given again under the same identifier it counts once',
        body: ResolutionRequest,
        response: { 200: ResolutionAnswer, ...PROBLEMS, ...problemResponses('not-found') },
      },
    },
    async (request): Promise<ResolutionAnswer> => {
      const { person } = sessionOf(request);
      const { opId, operation, choice, reason } = request.body;
      const found = await centre.unsettled.findTarget(scopeOf(person.grants), operation);
      if (found === undefined) throw new Problem('not-found');
      // What was given before is answered from the inbox, whatever became of the parked operation since.
      const before = (await centre.cases.store.transaction((tx) => tx.findOperations([opId]))).get(opId);
      if (before?.verdict) return { verdict: before.verdict };
      const { caseId, kind, author } = found;
      const { verdict, changedSpaces } = await addOwnOperation(await centre.own(), {
        opId,
        caseId,
        command: {
          kind: 'resolve-conflict',
          operation,
          what: kind,
          of: author,
          choice,
          ...(reason === undefined ? {} : { reason }),
        },
        occasion: { opId: operation, by: person.id, role: roleOf(person.grants) },
      });
      const released = await releaseWaiting(centre.cases, [operation]);
      centre.hintChannel.publish([...changedSpaces, ...released]);
      return { verdict };
    },
  );
}

function scopeOf(grants: readonly Grant[]): OversightScope {
  const scope = findOversightScope(grants);
  if (scope === undefined) throw new Problem('not-permitted');
  return scope;
}

/** As whom a person chooses: the role they have, a manager's first. Who only oversees chooses in the manager's stead. */
function roleOf(grants: readonly Grant[]): StaffRole {
  return StaffRole.options.find((role) => grants.some(({ right }) => right === role)) ?? 'service-manager';
}
