import { EventEmitter } from 'node:events';
import { application } from '#test/support/electron-standin/application.ts';
import { chromium } from '#test/support/electron-standin/chromium/chromium.ts';
import { environment } from '#test/support/electron-standin/environment.ts';
import { getApplicationName, getAppPath, setAppPath } from './app-paths.ts';
import { commandLine } from './command-line.ts';
import { makeElectronEvent } from './electron-event.ts';
import { recordCall } from './recorded-calls.ts';
import {
  hasSingleInstanceLock,
  releaseSingleInstanceLock,
  takeSingleInstanceLock,
} from './single-instance-lock.ts';
import { openWindows } from './window-registry.ts';

/** Electron's `app`. */
class App extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = commandLine;
  #name: string | undefined;
  #markReady: () => void = () => {};
  readonly #ready = new Promise<void>((resolve) => {
    this.#markReady = resolve;
  });

  get name(): string {
    return this.#name ?? getApplicationName();
  }

  set name(name: string) {
    this.#name = name;
  }

  getName(): string {
    return this.name;
  }

  setName(name: string): void {
    this.name = name;
  }

  getVersion(): string {
    return application.manifest.version ?? '0.0.0';
  }

  getAppPath(): string {
    return application.folder;
  }

  getPath(name: string): string {
    return getAppPath(name);
  }

  setPath(name: string, path: string): void {
    setAppPath(name, path);
  }

  getLocale(): string {
    return environment.locale;
  }

  getPreferredSystemLanguages(): string[] {
    return [environment.locale];
  }

  isReady(): boolean {
    return application.isReady;
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  /** Announces that windows can be made. Called once, by the start of the stand-in. */
  announceReady(): void {
    application.isReady = true;
    this.emit('will-finish-launching');
    this.#markReady();
    this.emit('ready', makeElectronEvent(), {});
  }

  requestSingleInstanceLock(additionalData?: unknown): boolean {
    return takeSingleInstanceLock(this.getPath('userData'), additionalData, (second) => {
      this.emit(
        'second-instance',
        makeElectronEvent(),
        second.argv,
        second.workingDirectory,
        second.additionalData,
      );
    });
  }

  hasSingleInstanceLock(): boolean {
    return hasSingleInstanceLock();
  }

  releaseSingleInstanceLock(): void {
    releaseSingleInstanceLock();
  }

  // What the desktop would do with these is not to be seen here.
  enableSandbox(): void {}
  focus(): void {}
  setAppUserModelId(): void {}

  relaunch(options?: unknown): void {
    recordCall('app.relaunch', options);
  }

  /** Asks everyone who may refuse, closes the windows and ends the process with code 0. */
  quit(): void {
    if (application.isQuitting) return;
    const event = makeElectronEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    application.isQuitting = true;
    void this.#quitUnlessRefused();
  }

  /** Ends the process without asking anyone. */
  exit(code = 0): void {
    application.isQuitting = true;
    this.emit('quit', makeElectronEvent(), code);
    void chromium.stop().finally(() => process.exit(code));
  }

  async #quitUnlessRefused(): Promise<void> {
    for (const window of [...openWindows]) {
      if (!(await window.tryClose())) {
        application.isQuitting = false;
        return;
      }
    }
    const event = makeElectronEvent();
    this.emit('will-quit', event);
    if (event.defaultPrevented) {
      application.isQuitting = false;
      return;
    }
    this.exit(0);
  }
}

export const app = new App();
