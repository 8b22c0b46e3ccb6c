import type { MessageToMain, MessageToPage } from './messages.ts';
import type { PagePorts } from './page-ports.ts';

/** First argument of a listener in the preload. */
interface RendererEvent {
  readonly sender: IpcRenderer;
  readonly ports: MessagePort[];
}

type Listener = (event: RendererEvent, ...args: unknown[]) => void;

/** The part of Electron's `ipcRenderer` that a preload uses. */
interface IpcRenderer {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  send(channel: string, ...args: unknown[]): void;
  postMessage(channel: string, message: unknown, transfer?: MessagePort[]): void;
  on(channel: string, listener: Listener): IpcRenderer;
  once(channel: string, listener: Listener): IpcRenderer;
  off(channel: string, listener: Listener): IpcRenderer;
  addListener(channel: string, listener: Listener): IpcRenderer;
  removeListener(channel: string, listener: Listener): IpcRenderer;
  removeAllListeners(channel?: string): IpcRenderer;
}

/** `ipcRenderer` with the door through which messages of main come in. */
interface IpcRendererLink {
  readonly ipcRenderer: IpcRenderer;
  take(message: Exclude<MessageToPage, { kind: 'port-message' | 'port-closed' }>): void;
}

/** Makes `ipcRenderer`. Injected into pages as text, so it uses nothing from outside its body. */
export function makeIpcRenderer(post: (message: MessageToMain) => void, ports: PagePorts): IpcRendererLink {
  interface PendingCall {
    resolve(value: unknown): void;
    reject(error: Error): void;
  }
  const pendingCalls = new Map<number, PendingCall>();
  const listeners = new Map<string, Listener[]>();
  let callCount = 0;

  const ipcRenderer: IpcRenderer = {
    invoke(channel, ...args) {
      callCount += 1;
      const call = callCount;
      return new Promise((resolve, reject) => {
        post({ kind: 'invoke', call, channel, args });
        pendingCalls.set(call, { resolve, reject });
      });
    },
    send(channel, ...args) {
      post({ kind: 'send', channel, args, ports: [] });
    },
    postMessage(channel, message, transfer = []) {
      post({ kind: 'send', channel, args: [message], ports: transfer.map((port) => ports.adopt(port)) });
    },
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    once(channel, listener) {
      const onlyOnce: Listener = (event, ...args) => {
        ipcRenderer.off(channel, onlyOnce);
        listener(event, ...args);
      };
      return ipcRenderer.on(channel, onlyOnce);
    },
    off(channel, listener) {
      const others = (listeners.get(channel) ?? []).filter((known) => known !== listener);
      listeners.set(channel, others);
      return ipcRenderer;
    },
    addListener: (channel, listener) => ipcRenderer.on(channel, listener),
    removeListener: (channel, listener) => ipcRenderer.off(channel, listener),
    removeAllListeners(channel) {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
  };

  function settle(call: number, settling: (pending: PendingCall) => void): void {
    const pending = pendingCalls.get(call);
    pendingCalls.delete(call);
    if (pending !== undefined) settling(pending);
  }

  return {
    ipcRenderer,
    take(message) {
      switch (message.kind) {
        case 'answered':
          settle(message.call, (pending) => pending.resolve(message.value));
          break;
        case 'refused':
          settle(message.call, (pending) => pending.reject(new Error(message.message)));
          break;
        case 'event': {
          const event = { sender: ipcRenderer, ports: message.ports.map((name) => ports.open(name)) };
          for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.args);
        }
      }
    },
  };
}
