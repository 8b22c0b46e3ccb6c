import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle, WebPreferences } from 'electron';
import { application } from '#test/support/electron-standin/application.ts';
import { app } from './app.ts';
import { makeElectronEvent } from './electron-event.ts';
import { WebContents } from './web-contents.ts';
import { type OpenWindow, openWindows } from './window-registry.ts';

const DEFAULT_WIDTH = 800;
const DEFAULT_HEIGHT = 600;

let focusedWindow: BrowserWindow | undefined;

/** Electron's `BrowserWindow`. What a window manager would do (place, size, focus) is kept as state only. */
export class BrowserWindow extends EventEmitter implements OpenWindow {
  readonly id: number;
  readonly webContents: WebContents;
  #bounds: Rectangle;
  #title: string;
  #isVisible: boolean;
  #isMinimized = false;
  #isMaximized = false;
  #isFullScreen: boolean;
  #isDestroyed = false;
  #wasReadyToShow = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    if (!application.isReady) throw new Error('Cannot create BrowserWindow before app is ready');
    const { x = 0, y = 0, width = DEFAULT_WIDTH, height = DEFAULT_HEIGHT, webPreferences = {} } = options;
    refuseUnsafe(webPreferences);
    this.#bounds = { x, y, width, height };
    this.#title = options.title ?? app.name;
    this.#isVisible = options.show !== false;
    this.#isFullScreen = options.fullscreen === true;
    this.webContents = new WebContents(this, { width, height, webPreferences });
    this.id = this.webContents.id;
    openWindows.add(this);
    this.webContents.on('dom-ready', () => this.#announceReadyToShow());
    this.webContents.on('destroyed', () => this.#announceClosed());
    app.emit('browser-window-created', makeElectronEvent(), this);
    app.emit('web-contents-created', makeElectronEvent(), this.webContents);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...openWindows].filter((window) => window instanceof BrowserWindow);
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focusedWindow ?? BrowserWindow.getAllWindows().at(-1) ?? null;
  }

  static fromWebContents(webContents: unknown): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === webContents) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  loadFile(path: string): Promise<void> {
    return this.webContents.loadFile(path);
  }

  show(): void {
    this.#isVisible = true;
    this.emit('show');
    this.focus();
  }

  showInactive(): void {
    this.#isVisible = true;
    this.emit('show');
  }

  hide(): void {
    this.#isVisible = false;
    this.emit('hide');
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  focus(): void {
    if (focusedWindow === this) return;
    focusedWindow = this;
    this.emit('focus');
  }

  isFocused(): boolean {
    return focusedWindow === this;
  }

  minimize(): void {
    this.#isMinimized = true;
    this.emit('minimize');
  }

  restore(): void {
    this.#isMinimized = false;
    this.emit('restore');
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  maximize(): void {
    this.#isMaximized = true;
    this.emit('maximize');
  }

  unmaximize(): void {
    this.#isMaximized = false;
    this.emit('unmaximize');
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  setFullScreen(isFullScreen: boolean): void {
    this.#isFullScreen = isFullScreen;
    this.emit(isFullScreen ? 'enter-full-screen' : 'leave-full-screen');
  }

  isFullScreen(): boolean {
    return this.#isFullScreen;
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Rectangle {
    return this.getBounds();
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('resize');
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  // Nothing of these is to be seen here.
  setMenu(): void {}
  setMenuBarVisibility(): void {}
  removeMenu(): void {}
  setIcon(): void {}
  setProgressBar(): void {}
  flashFrame(): void {}
  setAlwaysOnTop(): void {}

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  close(): void {
    void this.tryClose();
  }

  /** Closes without asking. */
  destroy(): void {
    void this.webContents.destroyPage();
  }

  async tryClose(): Promise<boolean> {
    if (this.#isDestroyed) return true;
    const event = makeElectronEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    await this.webContents.destroyPage();
    return true;
  }

  #announceReadyToShow(): void {
    if (this.#wasReadyToShow || this.webContents.getURL() === '') return;
    this.#wasReadyToShow = true;
    this.emit('ready-to-show');
  }

  #announceClosed(): void {
    this.#isDestroyed = true;
    openWindows.delete(this);
    if (focusedWindow === this) focusedWindow = undefined;
    this.emit('closed');
    if (openWindows.size > 0 || application.isQuitting) return;
    if (app.listenerCount('window-all-closed') === 0) app.quit();
    else app.emit('window-all-closed');
  }
}

/** The stand-in cannot show what these do, so a window that asks for one would pass a test wrongly. */
function refuseUnsafe(preferences: WebPreferences): void {
  if (
    preferences.sandbox === false ||
    preferences.contextIsolation === false ||
    preferences.nodeIntegration
  ) {
    throw new Error(
      'electron stand-in: windows must keep the sandbox and context isolation, without nodeIntegration',
    );
  }
}
