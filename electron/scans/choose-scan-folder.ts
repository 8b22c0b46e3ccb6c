import { BrowserWindow, dialog, type WebContents } from 'electron';

/** Lets the person choose a folder in the system's own window; null when they closed it. */
export async function chooseScanFolder(contents: WebContents): Promise<string | null> {
  const window = BrowserWindow.fromWebContents(contents);
  const options = { properties: ['openDirectory' as const] };
  const { canceled, filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? null : (filePaths[0] ?? null);
}
