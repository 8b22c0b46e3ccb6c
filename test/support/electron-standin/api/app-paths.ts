import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { application } from '#test/support/electron-standin/application.ts';

const USER_DATA_SWITCH = '--user-data-dir=';

const chosenPaths = new Map<string, string>();

/** The application's name, as Electron takes it from package.json. */
export function getApplicationName(): string {
  return application.manifest.productName ?? application.manifest.name ?? 'Electron';
}

/** What `app.setPath` does. */
export function setAppPath(name: string, path: string): void {
  chosenPaths.set(name, path);
}

/** What `app.getPath` answers on Linux; `--user-data-dir` on the command line decides on `userData`. */
export function getAppPath(name: string): string {
  const chosen = chosenPaths.get(name);
  if (chosen !== undefined) return chosen;
  switch (name) {
    case 'home':
      return homedir();
    case 'temp':
      return tmpdir();
    case 'exe':
      return process.execPath;
    case 'appData':
      return process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
    case 'userData':
      return userDataOnCommandLine() ?? join(getAppPath('appData'), getApplicationName());
    case 'sessionData':
      return getAppPath('userData');
    case 'logs':
      return join(getAppPath('userData'), 'logs');
    case 'desktop':
    case 'documents':
    case 'downloads':
      return join(homedir(), name.charAt(0).toUpperCase() + name.slice(1));
    default:
      throw new Error(`Failed to get '${name}' path`);
  }
}

function userDataOnCommandLine(): string | undefined {
  return process.argv
    .find((parameter) => parameter.startsWith(USER_DATA_SWITCH))
    ?.slice(USER_DATA_SWITCH.length);
}
