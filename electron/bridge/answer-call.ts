import { BRIDGE_CALLS } from '#shared/bridge/bridge.ts';
import type { CallDefinition, HandlersOf } from '#shared/bridge/port-calls.ts';
import type { BridgeAnswer } from './bridge-answer.ts';
import { failureName } from './failure-name.ts';

/** What main can do for a window. */
export type BridgeHandlers = HandlersOf<typeof BRIDGE_CALLS>;

/**
 * Answers one call: the handler gets only what the contract's schema has read, and only what the contract allows goes
 * back. Never rejects.
 */
export async function answerCall(
  handlers: BridgeHandlers,
  name: unknown,
  input: unknown,
): Promise<BridgeAnswer> {
  if (!isCall(name)) return { outcome: 'failed', reason: 'unknown call' };
  const definition: CallDefinition = BRIDGE_CALLS[name];
  try {
    const handler = handlers[name] as (parsed: unknown) => Promise<unknown>;
    const output = await handler(definition.input.parse(input));
    return { outcome: 'done', output: definition.output.parse(output) };
  } catch (failure) {
    return { outcome: 'failed', reason: failureName(failure) };
  }
}

function isCall(name: unknown): name is keyof typeof BRIDGE_CALLS {
  return typeof name === 'string' && Object.hasOwn(BRIDGE_CALLS, name);
}
