/** The events of Chromium's DevTools protocol that the stand-in listens to, with the members it reads. */
export interface DevToolsEvents {
  'Target.attachedToTarget': {
    readonly sessionId: string;
    readonly targetInfo: { readonly targetId: string; readonly type: string; readonly url: string };
  };
  'Target.detachedFromTarget': { readonly sessionId: string };
  'Page.frameNavigated': {
    readonly frame: {
      readonly id: string;
      readonly parentId?: string;
      /** Name of the document. */
      readonly loaderId: string;
      readonly url: string;
      /** With its `#`; absent when the address has none. */
      readonly urlFragment?: string;
    };
  };
  'Page.navigatedWithinDocument': { readonly frameId: string; readonly url: string };
  'Page.domContentEventFired': object;
  'Page.loadEventFired': object;
  'Page.windowOpen': { readonly url: string; readonly windowName: string };
  'Runtime.executionContextCreated': {
    readonly context: {
      readonly id: number;
      readonly name: string;
      readonly auxData?: { readonly frameId?: string };
    };
  };
  'Runtime.executionContextDestroyed': { readonly executionContextId: number };
  'Runtime.executionContextsCleared': object;
  'Runtime.bindingCalled': {
    readonly name: string;
    readonly payload: string;
    readonly executionContextId: number;
  };
  'Runtime.consoleAPICalled': {
    readonly type: string;
    readonly args: readonly { readonly value?: unknown; readonly description?: string }[];
  };
  'Inspector.targetCrashed': object;
  'Fetch.requestPaused': {
    readonly requestId: string;
    readonly frameId: string;
    readonly request: { readonly url: string };
    /** Set when the request follows a redirect. */
    readonly redirectedRequestId?: string;
  };
}
