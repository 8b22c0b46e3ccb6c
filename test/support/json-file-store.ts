import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { SettingsStore } from '#electron/settings/settings-keeper.ts';

/** The one member of `electron-store` that the program uses, where there is no Electron to give the package its folder. */
export class JsonFileStore implements SettingsStore {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  get store(): Record<string, unknown> {
    return existsSync(this.#path) ? JSON.parse(readFileSync(this.#path, 'utf8')) : {};
  }

  set store(content: Record<string, unknown>) {
    writeFileSync(this.#path, JSON.stringify(content));
  }
}
