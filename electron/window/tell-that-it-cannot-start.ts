import { app, dialog } from 'electron';
import { failureName } from '#electron/bridge/failure-name.ts';

/** In both languages, because the settings that name one could not be opened. */
export function tellThatItCannotStart(failure: unknown): void {
  const folder = app.getPath('userData');
  dialog.showErrorBox(
    app.name,
    `Programmu nevar palaist, jo mape ${folder} nav lietojama (${failureName(failure)}).\n\n` +
      `The program cannot start because the folder ${folder} cannot be used (${failureName(failure)}).`,
  );
}
