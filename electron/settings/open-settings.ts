import Store from 'electron-store';
import { SettingsKeeper } from './settings-keeper.ts';
import { SETTINGS_NAME, takeSettingsFile } from './take-settings-file.ts';

/** The settings of the program in `folder`. Throws when the folder cannot be written to. */
export function openSettings(folder: string): SettingsKeeper {
  const stored = takeSettingsFile(folder, new Date());
  return new SettingsKeeper(new Store({ name: SETTINGS_NAME, cwd: folder }), stored);
}
