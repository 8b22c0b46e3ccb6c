/** What a page asked for when it called `window.open`. */
interface WindowOpenRequest {
  readonly url: string;
  readonly frameName: string;
  readonly features: string;
}

/**
 * In the page's own world: `window.open` opens nothing, answers null and tells the preload's world, which is what a page
 * sees in Electron when the application's handler denies. Injected as text, so it uses nothing from outside its body.
 */
export function denyWindowOpen(channel: string): void {
  window.open = (url = '', frameName = '', features = '') => {
    const detail = { url: new URL(url, document.baseURI).href, frameName, features };
    document.dispatchEvent(new CustomEvent(`${channel}-window-open`, { detail }));
    return null;
  };
}

/** In the preload's world: hears of every `window.open`. Injected as text like its counterpart. */
export function listenForWindowOpen(channel: string, listener: (request: WindowOpenRequest) => void): void {
  document.addEventListener(`${channel}-window-open`, (event) => {
    listener((event as CustomEvent<WindowOpenRequest>).detail);
  });
}
