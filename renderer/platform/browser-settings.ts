import { z } from 'zod';
import { Settings, type SettingsChange, type SettingsReading } from '#shared/bridge/settings.ts';

const KEY = 'klatiene.settings';

/** The settings, and the news that nobody has read yet. */
const StoredSettings = Settings.extend({ setAside: z.string().nullable().default(null) });
type StoredSettings = z.infer<typeof StoredSettings>;

/** Settings of one browser, in its local storage. */
interface BrowserSettings {
  read(): SettingsReading;
  change(change: SettingsChange): SettingsReading;
  acknowledgeSetAside(): void;
}

/**
 * The settings of this browser. A value that cannot be read is kept under another key, and the defaults that take its
 * place name that key. `now` dates it.
 */
export function openBrowserSettings(storage: Storage, now: Date): BrowserSettings {
  let stored = takeStored(storage, now);
  const keep = (next: StoredSettings): void => {
    const parsed = StoredSettings.parse(next);
    storage.setItem(KEY, JSON.stringify(parsed));
    stored = parsed;
  };
  const read = (): SettingsReading => {
    const { setAside, ...settings } = stored;
    return { settings, setAside };
  };
  return {
    read,
    change: (change) => {
      const named = Object.entries(change).filter(([, value]) => value !== undefined);
      keep({ ...stored, ...Object.fromEntries(named) });
      return read();
    },
    acknowledgeSetAside: () => keep({ ...stored, setAside: null }),
  };
}

function takeStored(storage: Storage, now: Date): StoredSettings {
  const text = storage.getItem(KEY);
  if (text === null) return StoredSettings.parse({});
  try {
    return StoredSettings.parse(JSON.parse(text));
  } catch {
    const setAside = `${KEY}.broken-${now.toISOString()}`;
    const defaults = StoredSettings.parse({ setAside });
    storage.setItem(setAside, text);
    storage.setItem(KEY, JSON.stringify(defaults));
    return defaults;
  }
}
