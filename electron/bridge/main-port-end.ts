import type { MessagePortMain } from 'electron';
import type { PortEnd } from '#shared/bridge/port-calls.ts';

/** The main process's end of a message channel, as an end of a channel of calls. */
export function mainPortEndOf(port: MessagePortMain): PortEnd {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', (event) => listener(event.data));
      port.start();
    },
  };
}
