import type { Settings, SettingsChange, SettingsReading } from '#shared/bridge/settings.ts';
import { StoredSettings } from './stored-settings.ts';

/** Where the settings are kept: `electron-store` has its whole content in this one member, and writes when it is set. */
export interface SettingsStore {
  store: Record<string, unknown>;
}

/** The settings of this computer, in memory and on the disk. */
export class SettingsKeeper {
  readonly #store: SettingsStore;
  #stored: StoredSettings;

  /** `stored` is what the file said when the program started. */
  constructor(store: SettingsStore, stored: StoredSettings) {
    this.#store = store;
    this.#stored = stored;
    if (stored.setAside !== null) this.#keep(stored);
  }

  read(): SettingsReading {
    const { setAside, ...settings } = this.#stored;
    return { settings, setAside };
  }

  /** Changes what `change` names and keeps the rest. Throws when it could not be written; then nothing has changed. */
  change(change: SettingsChange): SettingsReading {
    const named = Object.entries(change).filter(([, value]) => value !== undefined);
    this.#keep({ ...this.#stored, ...Object.fromEntries(named) });
    return this.read();
  }

  /** Keeps where the window stood. */
  rememberWindow(window: Settings['window']): void {
    this.#keep({ ...this.#stored, window });
  }

  /** Keeps which folder the scanner puts its files into. */
  rememberScanFolder(scanFolder: string | null): void {
    this.#keep({ ...this.#stored, scanFolder });
  }

  acknowledgeSetAside(): void {
    this.#keep({ ...this.#stored, setAside: null });
  }

  #keep(next: StoredSettings): void {
    const parsed = StoredSettings.parse(next);
    this.#store.store = parsed;
    this.#stored = parsed;
  }
}
