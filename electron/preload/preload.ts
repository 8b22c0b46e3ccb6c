import '#shared/kernel/zod-jitless.ts';
import { contextBridge, ipcRenderer } from 'electron';
import type { z } from 'zod';
import { BRIDGE_KEY, type JournalPortMessage } from '#shared/bridge/bridge.ts';
import { makeBridge } from './make-bridge.ts';

const message: z.input<typeof JournalPortMessage> = { kind: 'klatiene:journal-port' };

contextBridge.exposeInMainWorld(
  BRIDGE_KEY,
  makeBridge(ipcRenderer, (port) => window.postMessage(message, window.location.origin, [port])),
);
