import type { PortMessage } from './messages.ts';

/** The page's half of every port that has its other end in main. */
export interface PagePorts {
  /** Takes a port over, as a transfer does: the caller's object is detached. Returns the port's name. */
  adopt(port: MessagePort): string;
  /** Makes the port that main handed over under `name`. */
  open(name: string): MessagePort;
  /** Passes on what main said through a port. */
  take(message: PortMessage): void;
}

/**
 * Makes the page's half; `post` tells main. Injected into pages as text, so it uses nothing from outside its body.
 */
export function makePagePorts(post: (message: PortMessage) => void): PagePorts {
  const ports = new Map<string, MessagePort>();
  let adoptedCount = 0;

  function link(name: string, port: MessagePort): void {
    ports.set(name, port);
    port.addEventListener('message', (event) => {
      if (event.ports.length > 0) {
        throw new Error('electron stand-in: a port cannot be sent through a port that leads to main');
      }
      post({ kind: 'port-message', port: name, data: event.data });
    });
    // Fires when the other end was closed or its page or worker has gone, not when this end closes itself.
    port.addEventListener('close', () => {
      if (ports.delete(name)) post({ kind: 'port-closed', port: name });
    });
    port.start();
  }

  return {
    adopt(port) {
      adoptedCount += 1;
      const name = `page-${adoptedCount}`;
      link(name, structuredClone(port, { transfer: [port] }));
      return name;
    },
    open(name) {
      const { port1, port2 } = new MessageChannel();
      link(name, port1);
      return port2;
    },
    take(message) {
      const port = ports.get(message.port);
      if (port === undefined) return;
      if (message.kind === 'port-message') {
        port.postMessage(message.data);
      } else {
        ports.delete(message.port);
        port.close();
      }
    },
  };
}
