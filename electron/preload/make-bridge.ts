import { BridgeAnswer, JournalReadiness } from '#electron/bridge/bridge-answer.ts';
import { BRIDGE_CALLS, BRIDGE_CHANNELS, type Bridge } from '#shared/bridge/bridge.ts';
import type { CallsOf } from '#shared/bridge/port-calls.ts';

/** The part of `ipcRenderer` that the bridge stands on. */
interface MainLine {
  invoke(channel: string, ...values: unknown[]): Promise<unknown>;
  postMessage(channel: string, message: unknown, transfer: MessagePort[]): void;
}

/**
 * What the window is given, one function for each call of the contract. A port cannot pass through the context bridge:
 * `openJournal` gives none and hands it to `passPort`, which sends it to the window as a message.
 */
export function makeBridge(main: MainLine, passPort: (port: MessagePort) => void): Bridge<null> {
  const call = (name: string) => async (input: unknown) => {
    const answer = BridgeAnswer.parse(await main.invoke(BRIDGE_CHANNELS.call, name, input));
    if (answer.outcome === 'failed') throw new Error(answer.reason);
    return answer.output;
  };
  const calls = Object.keys(BRIDGE_CALLS).map((name) => [name, call(name)] as const);
  return {
    // The compiler cannot follow the names through `fromEntries`; main has parsed each output by the contract.
    ...(Object.fromEntries(calls) as unknown as CallsOf<typeof BRIDGE_CALLS>),
    openJournal: async () => {
      const readiness = JournalReadiness.parse(await main.invoke(BRIDGE_CHANNELS.journal));
      if (readiness.outcome !== 'opened') return readiness;
      const { port1, port2 } = new MessageChannel();
      main.postMessage(BRIDGE_CHANNELS.journal, null, [port2]);
      passPort(port1);
      return { outcome: 'opened', port: null };
    },
    // Main is the only writer and never gives the journal away, so there is nobody to ask and nothing to be told.
    takeOverJournal: async () => undefined,
    onJournalTaken: () => undefined,
  };
}
