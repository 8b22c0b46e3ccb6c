import { callsOver } from '#shared/bridge/port-calls.ts';
import { KEEPER_CALLS } from './keeper-calls.ts';
import { portEndOf } from './port-end.ts';

/** A keeper that has not answered by then has nothing. */
const PATIENCE_MILLISECONDS = 2000;

type KeeperCalls = ReturnType<typeof callsOver<typeof KEEPER_CALLS>>;

/** Asks the keeper behind `port`; what it does not answer is `undefined`, because it is a convenience only. */
export function askerOf(
  port: MessagePort | undefined,
): <Answer>(ask: (calls: KeeperCalls) => Promise<Answer>) => Promise<Answer | undefined> {
  const calls = port && callsOver(portEndOf(port), KEEPER_CALLS);
  return async (ask) => {
    if (calls === undefined) return undefined;
    const patience = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS));
    return Promise.race([ask(calls).catch(() => undefined), patience]);
  };
}
