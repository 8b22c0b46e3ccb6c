import { z } from 'zod';

/** One call: what goes in and what comes back, each parsed where it arrives. */
export interface CallDefinition {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

/** All calls that one side offers to the other, by name. */
export type CallContract = Readonly<Record<string, CallDefinition>>;

/** The caller's view of a contract. */
export type CallsOf<Contract extends CallContract> = {
  readonly [Name in keyof Contract]: (
    input: z.input<Contract[Name]['input']>,
  ) => Promise<z.output<Contract[Name]['output']>>;
};

/** The server's view of a contract: handlers get what was parsed. */
export type HandlersOf<Contract extends CallContract> = {
  readonly [Name in keyof Contract]: (
    input: z.output<Contract[Name]['input']>,
  ) => Promise<z.input<Contract[Name]['output']>>;
};

/** Either end of a message channel: a worker's port, a window's port, or the main process's port. */
export interface PortEnd {
  postMessage(message: unknown): void;
  /** Called for each message, in order, also for those that came before. */
  onMessage(listener: (message: unknown) => void): void;
}

const CallMessage = z.object({ kind: z.literal('call'), id: z.int(), name: z.string(), input: z.unknown() });
const AnswerMessage = z.discriminatedUnion('outcome', [
  z.object({ kind: z.literal('answer'), id: z.int(), outcome: z.literal('done'), output: z.unknown() }),
  z.object({ kind: z.literal('answer'), id: z.int(), outcome: z.literal('failed'), reason: z.string() }),
]);

/** The other side could not do what was asked. `message` names the call and the kind of failure, never its input. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
}

/** Answers calls that arrive at `port`. `reasonOf` turns a failure into a word that may cross (no personal data). */
export function serveCalls<Contract extends CallContract>(
  port: PortEnd,
  contract: Contract,
  handlers: HandlersOf<Contract>,
  reasonOf: (failure: unknown) => string,
): void {
  const answer = async (id: number, name: string, input: unknown): Promise<void> => {
    try {
      const definition = contract[name];
      const handler = handlers[name];
      if (definition === undefined || handler === undefined || !Object.hasOwn(contract, name)) {
        throw new CallFailed('unknown call');
      }
      const output = await handler(definition.input.parse(input) as never);
      port.postMessage({ kind: 'answer', id, outcome: 'done', output });
    } catch (failure) {
      port.postMessage({ kind: 'answer', id, outcome: 'failed', reason: reasonOf(failure) });
    }
  };
  port.onMessage((message) => {
    const call = CallMessage.safeParse(message);
    if (call.success) void answer(call.data.id, call.data.name, call.data.input);
  });
}

/** The calls of `contract`, made over `port`. A failed call rejects with `CallFailed`. */
export function callsOver<Contract extends CallContract>(
  port: PortEnd,
  contract: Contract,
): CallsOf<Contract> {
  const waiting = new Map<number, { resolve: (output: unknown) => void; reject: (failure: Error) => void }>();
  let lastId = 0;
  port.onMessage((message) => {
    const parsed = AnswerMessage.safeParse(message);
    if (!parsed.success) return;
    const waiter = waiting.get(parsed.data.id);
    waiting.delete(parsed.data.id);
    if (parsed.data.outcome === 'done') waiter?.resolve(parsed.data.output);
    else waiter?.reject(new CallFailed(parsed.data.reason));
  });
  const call = (name: string, definition: CallDefinition) => async (input: unknown) => {
    lastId += 1;
    const id = lastId;
    const output = await new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      port.postMessage({ kind: 'call', id, name, input });
    });
    const parsed = definition.output.safeParse(output);
    if (!parsed.success) throw new CallFailed('the answer is not one of the contract');
    return parsed.data;
  };
  const calls = Object.entries(contract).map(([name, definition]) => [name, call(name, definition)] as const);
  return Object.fromEntries(calls) as unknown as CallsOf<Contract>;
}
