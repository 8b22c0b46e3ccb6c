import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What the stand-in reads from the application's package.json. */
interface ApplicationPackage {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
}

/** The application that is running, and how far it has come. One for each process, as in Electron. */
export const application = {
  /** Folder that `app.getAppPath()` answers. */
  folder: process.cwd(),
  /** Script that Electron would run as the main process. */
  mainScript: '',
  manifest: {} as ApplicationPackage,
  isReady: false,
  isQuitting: false,
};

/**
 * Finds the application that an argument of the command line names: a folder with a package.json, or the main script itself.
 * Throws when there is no such file.
 */
export function locateApplication(target: string): void {
  const path = resolve(target);
  if (statSync(path).isDirectory()) {
    application.folder = path;
    application.manifest = readManifest(path) ?? {};
    application.mainScript = join(path, application.manifest.main ?? 'index.js');
    return;
  }
  application.folder = dirname(path);
  application.manifest = findManifestAbove(application.folder);
  application.mainScript = path;
}

function findManifestAbove(start: string): ApplicationPackage {
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = readManifest(folder);
    if (manifest !== undefined) return manifest;
  }
  return {};
}

function readManifest(folder: string): ApplicationPackage | undefined {
  const path = join(folder, 'package.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
