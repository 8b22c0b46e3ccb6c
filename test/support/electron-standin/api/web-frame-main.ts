/** The part of Electron's `WebFrameMain` that a sender check reads. Only a window's own frame has a preload, so only it sends. */
export class WebFrameMain {
  readonly parent = null;
  readonly #findUrl: () => string;

  constructor(findUrl: () => string) {
    this.#findUrl = findUrl;
  }

  get top(): WebFrameMain {
    return this;
  }

  get url(): string {
    return this.#findUrl();
  }

  get origin(): string {
    return /^[^:]+:\/\/[^/?#]*/.exec(this.url)?.[0] ?? 'null';
  }
}
