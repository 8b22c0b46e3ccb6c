import { BRIDGE_CALLS, type Bridge, type JournalGrant, JournalPortMessage } from '#shared/bridge/bridge.ts';
import { CallFailed, type CallsOf } from '#shared/bridge/port-calls.ts';

/** The part of a window that the journal's port arrives at. */
type PortReceiver = Pick<EventTarget, 'addEventListener'>;

/** The shell of the desktop program, behind what its preload offers. Call it once a window. */
export function makeDesktopPlatform(
  preload: Bridge<null>,
  receiver: PortReceiver = window,
): Bridge<MessagePort> {
  const calls = Object.keys(BRIDGE_CALLS).map((name) => {
    const call = preload[name as keyof typeof BRIDGE_CALLS] as (input: unknown) => Promise<unknown>;
    return [name, (input: unknown) => withCallFailed(call(input))] as const;
  });
  let asking: Promise<unknown> = Promise.resolve();
  return {
    // The compiler cannot follow the names through `fromEntries`.
    ...(Object.fromEntries(calls) as unknown as CallsOf<typeof BRIDGE_CALLS>),
    openJournal: () => {
      // One after the other, so that each request takes its own port.
      const turn = asking.then(() => openJournal(preload, receiver));
      asking = turn.catch(() => undefined);
      return turn;
    },
    takeOverJournal: () => preload.takeOverJournal(),
    onJournalTaken: (listener) => preload.onJournalTaken(listener),
  };
}

/** Asks main, and takes the port that the preload then sends as a message. */
async function openJournal(
  preload: Bridge<null>,
  receiver: PortReceiver,
): Promise<JournalGrant<MessagePort>> {
  const stop = new AbortController();
  const port = new Promise<MessagePort>((resolve) => {
    const listen = (event: Event): void => {
      const { source, data, ports } = event as MessageEvent<unknown>;
      const [sent] = ports;
      const isOurs = source === receiver && JournalPortMessage.safeParse(data).success;
      if (isOurs && sent !== undefined) resolve(sent);
    };
    receiver.addEventListener('message', listen, { signal: stop.signal });
  });
  try {
    const grant = await preload.openJournal();
    return grant.outcome === 'opened' ? { outcome: 'opened', port: await port } : grant;
  } catch {
    return { outcome: 'failed', reason: 'no answer' };
  } finally {
    stop.abort();
  }
}

/** An error loses its kind on the way through the context bridge. */
async function withCallFailed(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (failure) {
    throw new CallFailed(failure instanceof Error ? failure.message : 'failed');
  }
}
