/** The switches that `app.commandLine` collects and Chromium is started with. */
export const chromiumSwitches = new Map<string, string>();

/** Electron's `app.commandLine`. */
export const commandLine = {
  appendSwitch(name: string, value = ''): void {
    chromiumSwitches.set(name, value);
  },
  hasSwitch: (name: string): boolean => chromiumSwitches.has(name),
  getSwitchValue: (name: string): string => chromiumSwitches.get(name) ?? '',
  removeSwitch(name: string): void {
    chromiumSwitches.delete(name);
  },
};
