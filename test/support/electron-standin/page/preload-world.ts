import { makePageBase64 } from './base64.ts';
import { makeContextBridge } from './context-bridge.ts';
import { makeIpcRenderer } from './ipc-renderer.ts';
import type { MessageToMain, MessageToPage } from './messages.ts';
import { makePagePorts } from './page-ports.ts';
import { listenForWindowOpen } from './window-open.ts';
import { makeWireCodec } from './wire-codec.ts';

/** What main fills in when it injects the preload's world. */
interface PreloadWorld {
  /** Prefix of the events by which the two worlds of the page speak; a fresh random text in every run. */
  readonly channel: string;
  /** Says something to main. */
  post(text: string): void;
  /** Name of the global function through which main says something here. */
  readonly deliverName: string;
  /** The preload script as a function, as Electron wraps it. */
  preload(require: (id: string) => unknown, process: object, module: object, exports: object): void;
  /** What the preload sees as `process`. */
  readonly process: object;
}

/**
 * Builds the preload's world and runs the preload in it. Injected into pages as text: it uses only the other injected
 * functions, which stand beside it under their own names.
 */
export function startPreloadWorld(world: PreloadWorld): void {
  const codec = makeWireCodec(makePageBase64());
  const post = (message: MessageToMain) => world.post(codec.encode(message));
  const ports = makePagePorts(post);
  const ipc = makeIpcRenderer(post, ports);
  const bridge = makeContextBridge(world.channel, 'isolated');
  listenForWindowOpen(world.channel, (request) => post({ kind: 'window-open', ...request }));

  function deliver(text: string): void {
    const message = codec.decode(text) as MessageToPage;
    if (message.kind === 'port-message' || message.kind === 'port-closed') ports.take(message);
    else ipc.take(message);
  }

  Object.defineProperty(globalThis, world.deliverName, {
    value: (texts: string[]) => {
      for (const text of texts) {
        try {
          deliver(text);
        } catch (error) {
          reportError(error); // one listener's fault must not cost the next message
        }
      }
    },
  });

  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => bridge.expose(name, api) },
    ipcRenderer: ipc.ipcRenderer,
  };

  function requireInPreload(id: string): unknown {
    if (/^electron(\/(renderer|common))?$/.test(id)) return electron;
    throw new Error(`module not found: ${id}`);
  }

  try {
    const module = { exports: {} };
    world.preload(requireInPreload, world.process, module, module.exports);
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    post({ kind: 'preload-failed', message, stack: stack ?? '' });
  }
}
