import { z } from 'zod';
import { CaseCommand } from '#shared/case/case-command.ts';
import { CaseEvent } from '#shared/case/case-event.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import { PullAnswer, PullRequest } from '#shared/protocol/pull.ts';
import { PushAnswer, PushRequest, WireOperation } from '#shared/protocol/push.ts';

/** Every message that is kept in the history, by the beginning of its files' names. */
export const MESSAGES = {
  'operation-header': OperationHeader,
  'wire-operation': WireOperation,
  'push-request': PushRequest,
  'push-answer': PushAnswer,
  'pull-request': PullRequest,
  'pull-answer': PullAnswer,
} as const;

/** The shape of every message, and of what travels inside them as text, as JSON Schema. */
export function messageShapes(): Record<string, unknown> {
  const shapes = { ...MESSAGES, 'case-command': CaseCommand, 'case-event': CaseEvent };
  return Object.fromEntries(
    Object.entries(shapes).map(([name, schema]) => [
      name,
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    ]),
  );
}
