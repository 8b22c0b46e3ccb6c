/** What others need of a window without knowing its class. */
export interface OpenWindow {
  readonly id: number;
  /** Asks the window's `close` listeners and closes it. Returns whether it is closed. */
  tryClose(): Promise<boolean>;
}

/** The application's open windows, in the order in which they were made. */
export const openWindows = new Set<OpenWindow>();
