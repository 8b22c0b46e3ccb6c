import type { ChromiumProcess } from './chromium-process.ts';
import type { DevToolsConnection } from './devtools-connection.ts';
import { DevToolsSession } from './devtools-session.ts';

/** The older ones lack `Uint8Array.toBase64`, which the injected scripts use. */
const OLDEST_VERSION = 140;

/** The one Chromium of this process: its pages are the application's windows and nothing else. */
class Chromium {
  #process: ChromiumProcess | undefined;
  /** Pages that Chromium has announced: the session of each by the page's name. */
  readonly #sessions = new Map<string, string>();
  /** Pages that the application opened. */
  readonly #windows = new Set<string>();
  readonly #openings = new Set<Promise<unknown>>();
  version = '';

  get connection(): DevToolsConnection {
    if (this.#process === undefined) throw new Error('electron stand-in: Chromium is not running yet');
    return this.#process.connection;
  }

  /** Takes a Chromium over that has just started. Throws when it is too old. */
  async adopt(chromium: ChromiumProcess): Promise<void> {
    this.#process = chromium;
    const { product } = await this.connection.send<{ product: string }>('Browser.getVersion');
    this.version = product.split('/')[1] ?? '';
    if (Number.parseInt(this.version, 10) < OLDEST_VERSION) {
      throw new Error(
        `The Electron stand-in needs Chromium ${OLDEST_VERSION} or later, this is ${this.version}`,
      );
    }
    this.connection.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      this.#sessions.set(targetInfo.targetId, sessionId);
      void this.#closeUnlessOurs(targetInfo.targetId);
    });
    // Every page waits until it is let go, so that a pop-up nobody asked main for is closed before it loads anything.
    await this.connection.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter: [{ type: 'page' }, { exclude: true }],
    });
  }

  /** Opens an empty page, which waits for `Runtime.runIfWaitingForDebugger`. */
  async openPage(width: number, height: number): Promise<DevToolsSession> {
    const opening = this.connection.send<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      width,
      height,
    });
    this.#openings.add(opening);
    try {
      const { targetId } = await opening;
      this.#windows.add(targetId);
      const sessionId = this.#sessions.get(targetId);
      if (sessionId === undefined)
        throw new Error('electron stand-in: Chromium did not announce its new page');
      return new DevToolsSession(this.connection, sessionId, targetId);
    } finally {
      this.#openings.delete(opening);
    }
  }

  /** Closes Chromium, if it runs. */
  async stop(): Promise<void> {
    await this.#process?.stop();
  }

  async #closeUnlessOurs(targetId: string): Promise<void> {
    // A page is announced before the command that made it is answered.
    await Promise.allSettled([...this.#openings]);
    if (this.#windows.has(targetId)) return;
    this.connection.send('Target.closeTarget', { targetId }).catch(() => {});
  }
}

export const chromium = new Chromium();
