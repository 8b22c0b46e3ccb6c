import type { PortEnd } from '#shared/bridge/port-calls.ts';

/** A message port, or a dedicated worker's own scope, as the end of a channel of calls. */
export function portEndOf(port: MessagePort): PortEnd {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data));
      port.start();
    },
  };
}
