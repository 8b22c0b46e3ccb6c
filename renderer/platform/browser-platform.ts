import { BRIDGE_CALLS, type Bridge } from '#shared/bridge/bridge.ts';
import { CallFailed, type CallsOf, type HandlersOf } from '#shared/bridge/port-calls.ts';
import { openBrowserSettings } from './browser-settings.ts';
import { connectKeeper } from './connect-keeper.ts';
import { JournalHolding } from './journal-holding.ts';
import { joinJournalTakeover } from './journal-takeover.ts';
import { PROGRAM_VERSION } from './program-version.ts';
import { startJournalWorker } from './start-journal-worker.ts';

/** Set in this tab while the journal is with the tab that asked for it. */
const GIVEN_UP_KEY = 'klatiene.journal-given-up';

/** The shell of a browser tab: local storage, a worker for the journal, and the other tabs of this origin. */
export function makeBrowserPlatform(): Bridge<MessagePort> {
  const settings = openBrowserSettings(localStorage, new Date());
  const holding = new JournalHolding(startJournalWorker, connectKeeper);
  const takenListeners: (() => void)[] = [];
  const takeover = joinJournalTakeover(
    async () => {
      const hadIt = await holding.giveUp();
      if (hadIt) sessionStorage.setItem(GIVEN_UP_KEY, 'yes');
      return hadIt;
    },
    () => {
      for (const listener of takenListeners) listener();
    },
  );
  return {
    ...callsOf({
      describePlatform: async () => ({ kind: 'browser', version: PROGRAM_VERSION }),
      readSettings: async () => settings.read(),
      changeSettings: async (change) => settings.change(change),
      acknowledgeSetAside: async () => {
        settings.acknowledgeSetAside();
        return null;
      },
      // Browsers let a page see a folder only while it is open, and ask anew each time.
      chooseScanFolder: async () => ({ kind: 'not-offered' }),
      forgetScanFolder: async () => ({ kind: 'not-offered' }),
      lookForScans: async () => ({ kind: 'not-offered' }),
      readScan: async () => {
        throw new CallFailed('not offered');
      },
      settleScan: async () => null,
      // A browser asks the person at each print.
      listPrinters: async () => [],
    }),
    openJournal: async () => {
      if (sessionStorage.getItem(GIVEN_UP_KEY) === null) return holding.open();
      // A page that reloads because it gave the journal up must not snatch it back before the other one has it.
      sessionStorage.removeItem(GIVEN_UP_KEY);
      return { outcome: 'held-elsewhere' };
    },
    takeOverJournal: async () => {
      await takeover.ask();
      sessionStorage.removeItem(GIVEN_UP_KEY);
    },
    onJournalTaken: (listener) => {
      takenListeners.push(listener);
    },
  };
}

/** The calls of the contract, answered in this window: inputs and outputs are parsed as they are on the desktop. */
function callsOf(handlers: HandlersOf<typeof BRIDGE_CALLS>): CallsOf<typeof BRIDGE_CALLS> {
  const calls = Object.entries(BRIDGE_CALLS).map(([name, definition]) => {
    const handler = handlers[name as keyof typeof BRIDGE_CALLS] as (input: unknown) => Promise<unknown>;
    const call = async (input: unknown): Promise<unknown> => {
      try {
        return definition.output.parse(await handler(definition.input.parse(input)));
      } catch (failure) {
        throw new CallFailed(failure instanceof Error ? failure.name : 'failed');
      }
    };
    return [name, call] as const;
  });
  return Object.fromEntries(calls) as unknown as CallsOf<typeof BRIDGE_CALLS>;
}
