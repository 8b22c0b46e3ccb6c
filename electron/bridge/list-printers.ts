import type { WebContents } from 'electron';
import type { Printer } from '#shared/bridge/bridge.ts';

/** The printers of the system. Electron no longer tells which one is the default. */
export async function listPrinters(contents: WebContents): Promise<Printer[]> {
  const printers = await contents.getPrintersAsync();
  return printers.map(({ name, displayName }) => ({
    name,
    label: displayName === '' ? name : displayName,
    isDefault: false,
  }));
}
