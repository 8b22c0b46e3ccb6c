import { z } from 'zod';
import type { CallContract, CallsOf, PortEnd } from './port-calls.ts';
import { ScanFolder, ScanName, ScanSettlement } from './scans.ts';
import { SettingsChange, SettingsReading } from './settings.ts';

/** What kind of shell the window runs in. */
export const PlatformDescription = z.object({
  kind: z.enum(['desktop', 'browser']),
  /** Version of the program. */
  version: z.string(),
});
export type PlatformDescription = z.infer<typeof PlatformDescription>;

/** A printer that the system offers. */
export const Printer = z.object({ name: z.string(), label: z.string(), isDefault: z.boolean() });
export type Printer = z.infer<typeof Printer>;

/**
 * Everything that crosses between window and shell. Preload and main process derive their code from this one contract;
 * in a browser a second implementation stands behind it (`test/contracts/bridge-contract.ts`).
 */
export const BRIDGE_CALLS = {
  describePlatform: { input: z.null(), output: PlatformDescription },
  readSettings: { input: z.null(), output: SettingsReading },
  changeSettings: { input: SettingsChange, output: SettingsReading },
  /** A person has read that the settings file was set aside. */
  acknowledgeSetAside: { input: z.null(), output: z.null() },
  /** Lets a person choose the scanner folder in the system's own window; a page cannot name one. */
  chooseScanFolder: { input: z.null(), output: ScanFolder },
  forgetScanFolder: { input: z.null(), output: ScanFolder },
  /** Looks through the scanner folder; called again and again while somebody may want a scan. */
  lookForScans: { input: z.null(), output: ScanFolder },
  /** The content of a scan that is offered. */
  readScan: { input: ScanName, output: z.instanceof(Uint8Array) },
  settleScan: { input: ScanSettlement, output: z.null() },
  listPrinters: { input: z.null(), output: z.array(Printer) },
} satisfies CallContract;

/**
 * What came of asking for the journal. `port` speaks `JOURNAL_CALLS`. `held-elsewhere`: another window of this origin
 * has it; `takeOver` asks that window to give it up.
 */
export type JournalGrant<Port> =
  | { readonly outcome: 'opened'; readonly port: Port }
  | { readonly outcome: 'held-elsewhere' }
  | { readonly outcome: 'failed'; readonly reason: string };

/** The shell as the window sees it. */
export interface Bridge<Port = PortEnd> extends CallsOf<typeof BRIDGE_CALLS> {
  openJournal(): Promise<JournalGrant<Port>>;
  /** Asks the window that holds the journal to give it up; resolves when it has, or could not be reached. */
  takeOverJournal(): Promise<void>;
  /** Called when another window takes the journal over: this one stops writing. */
  onJournalTaken(listener: () => void): void;
}

/** The one name under which the preload offers the shell to the window. */
export const BRIDGE_KEY = 'klatiene';

/** Channels between preload and main process. */
export const BRIDGE_CHANNELS = { call: 'klatiene:call', journal: 'klatiene:journal' } as const;

/** The message with which the preload hands the journal's port to the window. */
export const JournalPortMessage = z.object({ kind: z.literal('klatiene:journal-port') });
