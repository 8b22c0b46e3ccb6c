/** The back ends that `safeStorage.getSelectedStorageBackend` may name on Linux. */
export type KeyringBackend =
  | 'gnome_libsecret'
  | 'kwallet'
  | 'kwallet5'
  | 'kwallet6'
  | 'basic_text'
  | 'unknown';

const KEYRING_BACKENDS: readonly KeyringBackend[] = [
  'gnome_libsecret',
  'kwallet',
  'kwallet5',
  'kwallet6',
  'basic_text',
  'unknown',
];

/** What the `ELECTRON_STANDIN_…` variables say; every one has a default (see README.md). */
interface StandinEnvironment {
  /** Show Chromium's windows instead of running it headless. */
  readonly isHeaded: boolean;
  /** Pass Chromium's own messages on to standard error. */
  readonly isVerbose: boolean;
  /** What `net.isOnline()` answers. */
  readonly isOnline: boolean;
  readonly locale: string;
  readonly keyring: KeyringBackend;
  /** Names of the printers that `webContents.getPrintersAsync()` lists. */
  readonly printers: readonly string[];
  /** Folder that receives one PDF for each page printed. */
  readonly printFolder: string | undefined;
  /** How many screens of 1920 × 1080 stand side by side. */
  readonly displayCount: number;
}

/** Reads the `ELECTRON_STANDIN_…` variables. Throws when the keyring named does not exist. */
function readStandinEnvironment(variables: NodeJS.ProcessEnv): StandinEnvironment {
  const keyring = variables.ELECTRON_STANDIN_KEYRING ?? 'gnome_libsecret';
  const backend = KEYRING_BACKENDS.find((known) => known === keyring);
  if (backend === undefined) {
    throw new Error(`ELECTRON_STANDIN_KEYRING is ${keyring}, known are ${KEYRING_BACKENDS.join(', ')}`);
  }
  return {
    isHeaded: variables.ELECTRON_STANDIN_HEADED === '1',
    isVerbose: variables.ELECTRON_STANDIN_VERBOSE === '1',
    isOnline: variables.ELECTRON_STANDIN_OFFLINE !== '1',
    locale: variables.ELECTRON_STANDIN_LOCALE ?? 'lv',
    keyring: backend,
    printers: (variables.ELECTRON_STANDIN_PRINTERS ?? 'Standin-A4').split(',').filter((name) => name !== ''),
    printFolder: variables.ELECTRON_STANDIN_PRINT_FOLDER,
    displayCount: Number(variables.ELECTRON_STANDIN_DISPLAYS ?? '1'),
  };
}

/** The variables as they stood when the program started. */
export const environment = readStandinEnvironment(process.env);
