import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { migrateSettings } from './migrate-settings.ts';
import { StoredSettings } from './stored-settings.ts';

/** The settings file without its ending, as `electron-store` wants it. */
export const SETTINGS_NAME = 'settings';

/**
 * What the settings file in `folder` says; defaults where there is none. A file that cannot be read (broken, cut off,
 * of a later version, not ours to read) is renamed and stays beside, and the defaults name it. Throws when it cannot be
 * moved away either. `now` dates the name.
 */
export function takeSettingsFile(folder: string, now: Date): StoredSettings {
  const path = join(folder, `${SETTINGS_NAME}.json`);
  try {
    return StoredSettings.parse(migrateSettings(JSON.parse(readFileSync(path, 'utf8'))));
  } catch (failure) {
    if ((failure as { code?: string }).code === 'ENOENT') return StoredSettings.parse({});
  }
  const setAside = `${SETTINGS_NAME}.broken-${now.toISOString().replaceAll(':', '-')}.json`;
  renameSync(path, join(folder, setAside));
  return StoredSettings.parse({ setAside });
}
