import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { resolve } from 'node:path';
import type {
  HandlerDetails,
  PrinterInfo,
  PrintToPDFOptions,
  WebContentsPrintOptions,
  WebPreferences,
} from 'electron';
import { application } from '#test/support/electron-standin/application.ts';
import { chromium } from '#test/support/electron-standin/chromium/chromium.ts';
import type { DevToolsSession } from '#test/support/electron-standin/chromium/devtools-session.ts';
import { toApplication, toServed } from '#test/support/electron-standin/chromium/scheme-registry.ts';
import {
  composePageScript,
  composePreloadScript,
  POST_BINDING,
  PRELOAD_WORLD,
} from '#test/support/electron-standin/page/injected-scripts.ts';
import { report } from '#test/support/electron-standin/report.ts';
import { makeElectronEvent } from './electron-event.ts';
import type { MessagePortMain } from './message-port-main.ts';
import { NavigationGuard } from './navigation-guard.ts';
import { PageConversation } from './page-conversation.ts';
import { PageLoads } from './page-loads.ts';
import { applyPermissions } from './permissions.ts';
import { describePreloadProcess, readPreload } from './preload-source.ts';
import { deliverPrint, listPrinters, toPdfParameters, toPrintParameters } from './printing.ts';
import { recordCall } from './recorded-calls.ts';
import { session } from './session.ts';
import { liveWebContents } from './web-contents-registry.ts';
import { WebFrameMain } from './web-frame-main.ts';
import type { OpenWindow } from './window-registry.ts';

type WindowOpenHandler = (details: HandlerDetails) => { action: 'allow' | 'deny' };

/** How the page is opened. */
interface OpenOptions {
  readonly width: number;
  readonly height: number;
  readonly webPreferences: WebPreferences;
}

/** Prefix of the events between the two worlds of a page; random, so that no page meets it by chance. */
const BRIDGE_CHANNEL = `electron-standin-${randomBytes(6).toString('hex')}`;

let lastId = 0;

/** Electron's `WebContents`: one page of Chromium. */
export class WebContents extends EventEmitter {
  readonly id: number;
  readonly session = session.defaultSession;
  readonly mainFrame: WebFrameMain;
  readonly #owner: OpenWindow;
  readonly #preferences: WebPreferences;
  readonly #opened: Promise<DevToolsSession>;
  #targetId = '';
  #url = '';
  /** Permission handlers, asked in advance, see the coming address as the current one, as they would at the prompt. */
  #urlAskedAbout: string | undefined;
  #isLoading = false;
  #isDestroyed = false;
  #conversation: PageConversation | undefined;
  #guard: NavigationGuard | undefined;
  #loads: PageLoads | undefined;
  #windowOpenHandler: WindowOpenHandler | undefined;

  constructor(owner: OpenWindow, options: OpenOptions) {
    super();
    lastId += 1;
    this.id = lastId;
    this.#owner = owner;
    this.#preferences = options.webPreferences;
    this.mainFrame = new WebFrameMain(() => this.#url);
    liveWebContents.set(this.id, this);
    this.#opened = this.#open(options.width, options.height);
    this.#opened.catch((error) => {
      if (!this.#isDestroyed) report('a window could not be opened', error);
    });
  }

  /** Resolves when the page has loaded. Rejects with Chromium's error code when it cannot be. */
  async loadURL(url: string): Promise<void> {
    const page = await this.#opened;
    await this.#applyPermissionsFor(url);
    const served = toServed(url);
    const navigation = await this.#guard?.runOwn(served, () =>
      page.send<{ loaderId?: string; errorText?: string }>('Page.navigate', { url: served }),
    );
    if (navigation?.errorText !== undefined) {
      throw this.#failLoad(navigation.errorText.replace('net::', ''), url);
    }
    // Without a document of its own: only the part after `#` has changed.
    if (navigation?.loaderId === undefined) return;
    await this.#loads?.untilLoaded(navigation.loaderId).catch((error: Error) => {
      throw this.#failLoad(error.message, url);
    });
  }

  loadFile(path: string): Promise<void> {
    return this.loadURL(`file://${resolve(application.folder, path)}`);
  }

  reload(): void {
    void this.#opened.then((page) =>
      this.#guard?.runOwn(toServed(this.#url), async () => {
        const isLoaded = once(this, 'did-finish-load');
        await page.send('Page.reload');
        await isLoaded;
      }),
    );
  }

  getURL(): string {
    return this.#urlAskedAbout ?? this.#url;
  }

  isLoading(): boolean {
    return this.#isLoading;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  send(channel: string, ...args: unknown[]): void {
    this.#conversation?.send(channel, args, []);
  }

  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.#conversation?.send(channel, [message], transfer);
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler;
  }

  /** Asks the window to close, as Playwright's `page.close()` does. */
  close(): void {
    void this.#owner.tryClose();
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const page = await this.#opened;
    const { result, exceptionDetails } = await page.send<{
      result: { value: unknown };
      exceptionDetails?: { exception?: { description?: string } };
    }>('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true, userGesture: true });
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? 'Script failed to execute');
    }
    return result.value;
  }

  async printToPDF(options: PrintToPDFOptions = {}): Promise<Buffer> {
    return this.#makePdf(toPdfParameters(options));
  }

  print(
    options: WebContentsPrintOptions = {},
    callback: (isPrinted: boolean, reason: string) => void = () => {},
  ): void {
    recordCall('webContents.print', options);
    const printers = listPrinters().map((printer) => printer.name);
    const printer = printers.find((name) => name === (options.deviceName || printers[0]));
    if (printer === undefined) {
      callback(false, 'Invalid deviceName provided');
      return;
    }
    this.#makePdf(toPrintParameters(options)).then(
      (pdf) => {
        deliverPrint(pdf, printer);
        callback(true, '');
      },
      (error: Error) => callback(false, error.message),
    );
  }

  async getPrintersAsync(): Promise<PrinterInfo[]> {
    return listPrinters();
  }

  async capturePage(): Promise<{ toPNG(): Buffer; isEmpty(): boolean }> {
    const page = await this.#opened;
    const { data } = await page.send<{ data: string }>('Page.captureScreenshot', { format: 'png' });
    const png = Buffer.from(data, 'base64');
    return { toPNG: () => png, isEmpty: () => png.length === 0 };
  }

  forcefullyCrashRenderer(): void {
    void this.#opened.then((page) => page.sendIfAlive('Page.crash'));
  }

  // Nothing of these is to be seen here.
  focus(): void {}
  openDevTools(): void {}
  isDevToolsOpened(): boolean {
    return false;
  }

  /** Playwright finds the window of a page by this name. */
  getOrCreateDevToolsTargetId(): string {
    return this.#targetId;
  }

  /** Closes the page without asking anyone. Resolves when it has gone. */
  async destroyPage(): Promise<void> {
    const page = await this.#opened.catch(() => undefined);
    if (page === undefined || this.#isDestroyed) {
      this.#announceDestroyed();
      return;
    }
    const gone = once(this, 'destroyed');
    page.close();
    await gone;
  }

  async #open(width: number, height: number): Promise<DevToolsSession> {
    const page = await chromium.openPage(width, height);
    this.#targetId = page.targetId;
    const guard = new NavigationGuard(page, (url, isMainFrame) => this.#decideOnNavigation(url, isMainFrame));
    this.#guard = guard;
    this.#loads = new PageLoads(page);
    this.#followPage(page);
    this.#conversation = new PageConversation(page, {
      sender: this,
      answerWindowOpen: (url, frameName, features) => this.#answerWindowOpen(url, frameName, features),
      announcePreloadError: (error) => this.#announcePreloadError(error),
    });
    await Promise.all([
      page.send('Page.enable'),
      page.send('Runtime.enable'),
      page.send('Runtime.addBinding', { name: POST_BINDING, executionContextName: PRELOAD_WORLD }),
      guard.enable(),
      page.send('Page.addScriptToEvaluateOnNewDocument', { source: composePageScript(BRIDGE_CHANNEL) }),
      page.send('Page.addScriptToEvaluateOnNewDocument', {
        worldName: PRELOAD_WORLD,
        source: composePreloadScript(
          BRIDGE_CHANNEL,
          readPreload(this.#preferences.preload, (error) => this.#announcePreloadError(error)),
          describePreloadProcess(this.#preferences.additionalArguments),
        ),
      }),
      page.send('Runtime.runIfWaitingForDebugger'),
    ]);
    return page;
  }

  #followPage(page: DevToolsSession): void {
    page.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      this.#url = toApplication(frame.url + (frame.urlFragment ?? ''));
      this.#isLoading = true;
      this.emit('did-navigate', makeElectronEvent(), this.#url, 200, 'OK');
    });
    page.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId !== page.targetId) return;
      this.#url = toApplication(url);
      this.emit('did-navigate-in-page', makeElectronEvent(), this.#url, true);
    });
    page.on('Page.domContentEventFired', () => this.emit('dom-ready', makeElectronEvent()));
    page.on('Page.loadEventFired', () => {
      this.#isLoading = false;
      this.emit('did-finish-load', makeElectronEvent());
    });
    page.on('Page.windowOpen', ({ url, windowName }) => this.#answerWindowOpen(url, windowName, ''));
    page.on('Runtime.consoleAPICalled', ({ type, args }) => {
      const message = args.map((value) => value.value ?? value.description).join(' ');
      this.emit('console-message', makeElectronEvent({ level: type, message }));
    });
    page.on('Inspector.targetCrashed', () => {
      this.#conversation?.leave();
      this.emit('render-process-gone', makeElectronEvent(), { reason: 'crashed', exitCode: 1 });
    });
    page.onDetached(() => this.#announceDestroyed());
  }

  #decideOnNavigation(servedUrl: string, isMainFrame: boolean): 'allow' | 'refuse' {
    const url = toApplication(servedUrl);
    const event = makeElectronEvent({ url, isMainFrame, isSameDocument: false });
    this.emit('will-frame-navigate', event);
    if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event, url);
    return event.defaultPrevented ? 'refuse' : 'allow';
  }

  #answerWindowOpen(servedUrl: string, frameName: string, features: string): void {
    const url = toApplication(servedUrl);
    const answer = this.#windowOpenHandler?.({
      url,
      frameName,
      features,
      disposition: 'foreground-tab',
      referrer: { url: this.#url, policy: 'strict-origin-when-cross-origin' },
    });
    if (answer?.action !== 'deny') {
      report(`the application allowed a new window for ${url}; none is opened here`);
    }
  }

  async #applyPermissionsFor(url: string): Promise<void> {
    this.#urlAskedAbout = url;
    try {
      await applyPermissions(this, url);
    } finally {
      this.#urlAskedAbout = undefined;
    }
  }

  #announcePreloadError(error: Error): void {
    report(`the preload ${this.#preferences.preload} failed`, error);
    this.emit('preload-error', makeElectronEvent(), this.#preferences.preload, error);
  }

  async #makePdf(parameters: object): Promise<Buffer> {
    const page = await this.#opened;
    const { data } = await page.send<{ data: string }>('Page.printToPDF', parameters);
    return Buffer.from(data, 'base64');
  }

  #failLoad(code: string, url: string): Error {
    this.emit('did-fail-load', makeElectronEvent(), -2, code, url, true);
    return Object.assign(new Error(`${code} loading '${url}'`), { code, url });
  }

  #announceDestroyed(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    liveWebContents.delete(this.id);
    this.#conversation?.leave();
    this.emit('destroyed');
  }
}

/** Electron's `webContents` module. */
export const webContents = {
  getAllWebContents: () => [...liveWebContents.values()],
  fromId: (id: number) => liveWebContents.get(id),
  fromDevToolsTargetId: (targetId: string) =>
    [...liveWebContents.values()].find(
      (live) => live instanceof WebContents && live.getOrCreateDevToolsTargetId() === targetId,
    ),
};
