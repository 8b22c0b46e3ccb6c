import { report } from '#test/support/electron-standin/report.ts';
import { recordCall } from './recorded-calls.ts';

interface MessageBoxOptions {
  readonly cancelId?: number;
}

/** Electron's `dialog`: every dialog is cancelled at once. A test that wants another answer replaces the function. */
export const dialog = {
  showOpenDialog: async (...args: unknown[]) => {
    recordCall('dialog.showOpenDialog', ...args);
    return { canceled: true, filePaths: [] as string[] };
  },

  showSaveDialog: async (...args: unknown[]) => {
    recordCall('dialog.showSaveDialog', ...args);
    return { canceled: true, filePath: '' };
  },

  /** Takes the options alone or after a window, and answers with the button that cancels. */
  showMessageBox: async (...args: unknown[]) => {
    recordCall('dialog.showMessageBox', ...args);
    const options = args.at(-1) as MessageBoxOptions;
    return { response: options.cancelId ?? 0, checkboxChecked: false };
  },

  showErrorBox(title: string, content: string): void {
    recordCall('dialog.showErrorBox', title, content);
    report(`error box: ${title}: ${content}`);
  },
};
