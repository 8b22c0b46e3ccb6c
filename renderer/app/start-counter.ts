import * as Comlink from 'comlink';
import type { RemoteCounter, watchable } from '#renderer/counter/watchable.ts';
import type { Bridge, PlatformDescription } from '#shared/bridge/bridge.ts';

/**
 * Starts the counter in its worker. `centreOrigin` is empty in a browser, where the centre served this page. What the
 * worker must know from its first line travels in its name.
 */
export function startCounter(platform: PlatformDescription, centreOrigin: string): RemoteCounter {
  const settings = {
    centreOrigin,
    guarantee: platform.kind === 'desktop' ? 'full' : 'reduced',
    program: `${platform.kind} ${platform.version}`,
  };
  const worker = new Worker(new URL('../counter/counter-worker.ts', import.meta.url), {
    type: 'module',
    name: JSON.stringify(settings),
  });
  return Comlink.wrap<ReturnType<typeof watchable>>(worker);
}

/** Asks the shell for the journal and hands it to the counter, or tells the counter why there is none. */
export async function connectJournal(bridge: Bridge<MessagePort>, counter: RemoteCounter): Promise<void> {
  const grant = await bridge.openJournal();
  switch (grant.outcome) {
    case 'opened':
      await counter.connect(Comlink.transfer({ kind: 'port', port: grant.port }, [grant.port]));
      return;
    case 'held-elsewhere':
      await counter.connect({ kind: 'held-elsewhere' });
      return;
    case 'failed':
      await counter.connect({ kind: 'failed', reason: grant.reason });
  }
}
