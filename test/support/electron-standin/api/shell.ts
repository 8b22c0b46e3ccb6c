import { recordCall } from './recorded-calls.ts';

/** Electron's `shell`: nothing is opened, everything is recorded. */
export const shell = {
  async openExternal(url: string): Promise<void> {
    recordCall('shell.openExternal', url);
  },

  async openPath(path: string): Promise<string> {
    recordCall('shell.openPath', path);
    return '';
  },

  showItemInFolder(path: string): void {
    recordCall('shell.showItemInFolder', path);
  },

  beep(): void {
    recordCall('shell.beep');
  },
};
