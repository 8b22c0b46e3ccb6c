import type { DevToolsSession } from '#test/support/electron-standin/chromium/devtools-session.ts';

/** Decides on a navigation that the page itself began. */
type NavigationListener = (url: string, isMainFrame: boolean) => 'allow' | 'refuse';

/** Lets every navigation of a page pass by main before the request leaves. */
export class NavigationGuard {
  readonly #session: DevToolsSession;
  /** Addresses that main itself is loading: Electron does not ask about these. */
  readonly #ownNavigations = new Set<string>();

  constructor(session: DevToolsSession, decide: NavigationListener) {
    this.#session = session;
    session.on('Fetch.requestPaused', ({ requestId, frameId, request, redirectedRequestId }) => {
      const isMainFrame = frameId === session.targetId;
      const isOwn = isMainFrame && this.#ownNavigations.has(request.url);
      if (isOwn || redirectedRequestId !== undefined || decide(request.url, isMainFrame) === 'allow') {
        session.sendIfAlive('Fetch.continueRequest', { requestId });
      } else {
        session.sendIfAlive('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      }
    });
  }

  /** Begins to hear of navigations. */
  async enable(): Promise<void> {
    await this.#session.send('Fetch.enable', {
      patterns: [{ urlPattern: '*', resourceType: 'Document', requestStage: 'Request' }],
    });
  }

  /** Carries out a navigation that main wants. */
  async runOwn<Result>(url: string, navigate: () => Promise<Result>): Promise<Result> {
    const address = url.replace(/#.*$/, '');
    this.#ownNavigations.add(address);
    try {
      return await navigate();
    } finally {
      this.#ownNavigations.delete(address);
    }
  }
}
