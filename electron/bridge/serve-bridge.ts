import { ipcMain } from 'electron';
import type { JournalHost } from '#electron/journal/journal-host.ts';
import { BRIDGE_CHANNELS } from '#shared/bridge/bridge.ts';
import { answerCall, type BridgeHandlers } from './answer-call.ts';
import type { BridgeAnswer, JournalReadiness } from './bridge-answer.ts';
import { isOwnFrame } from './is-own-frame.ts';
import { mainPortEndOf } from './main-port-end.ts';

/**
 * Answers the windows: calls by name, and the journal in two steps.
 *
 *     window asks whether the journal is open → main answers → window sends one end of a channel → main serves it
 *
 * Whatever does not come from our own page gets no answer that tells anything.
 */
export function serveBridge(
  handlersFor: (sender: Electron.WebContents) => BridgeHandlers,
  journal: JournalHost,
): void {
  ipcMain.handle(
    BRIDGE_CHANNELS.call,
    async (event, name: unknown, input: unknown): Promise<BridgeAnswer> => {
      if (!isOwnFrame(event.senderFrame)) return { outcome: 'failed', reason: 'refused' };
      return answerCall(handlersFor(event.sender), name, input);
    },
  );
  ipcMain.handle(BRIDGE_CHANNELS.journal, async (event): Promise<JournalReadiness> => {
    if (!isOwnFrame(event.senderFrame)) return { outcome: 'failed', reason: 'refused' };
    return journal.open();
  });
  ipcMain.on(BRIDGE_CHANNELS.journal, (event) => {
    const [port] = event.ports;
    if (port === undefined) return;
    if (isOwnFrame(event.senderFrame)) void journal.serve(mainPortEndOf(port));
    else port.close();
  });
}
