import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** Put into the page by `installProbe`. Times are those of `performance.now()`: milliseconds since the navigation. */
    probe: {
      /** Right after the next frame was painted. */
      readonly afterPaint: () => Promise<number>;
      /** When the frame was painted in which `isThere` became true. */
      readonly painted: (isThere: () => boolean) => Promise<number>;
      /** From the last key or click until `isThere` became true and was painted. */
      readonly sinceInput: (isThere: () => boolean) => Promise<number>;
      /** When the queue was painted, and when its keys worked. */
      readonly queueStart: Promise<QueueStart>;
    };
  }
}

/** Milliseconds from the navigation. */
export interface QueueStart {
  /** The first rows, or what an empty queue says, are painted. */
  readonly shownAt: number;
  /** Alt+V has put the cursor into the filter, and that is painted. */
  readonly usableAt: number;
}

/** What a page needs before its first line runs: the session of an earlier window, and the probe. */
export async function installProbe(page: Page, session: Readonly<Record<string, string>>): Promise<void> {
  await page.addInitScript(putProbe, session);
}

/** Runs in the page, so it can reach nothing of this file. */
function putProbe(session: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(session)) sessionStorage.setItem(key, value);
  let inputAt = 0;
  for (const kind of ['keydown', 'click'] as const) {
    window.addEventListener(
      kind,
      (event) => {
        inputAt = event.timeStamp;
      },
      true,
    );
  }
  const afterPaint = (): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const becomes = (isThere: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (isThere()) return resolve();
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    });
  const painted = async (isThere: () => boolean): Promise<number> => {
    await becomes(isThere);
    return afterPaint();
  };
  const isQueueThere = (): boolean => {
    if (document.querySelector('[data-testid="queue-count"]') === null) return false;
    if (document.querySelector('[role="grid"]') === null) return true;
    const cell = document.querySelector('[role="grid"] [role="gridcell"]');
    return cell !== null && cell.textContent !== '…';
  };
  const takesKeys = async (): Promise<number> => {
    for (;;) {
      const alt = { key: 'v', code: 'KeyV', altKey: true, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent('keydown', alt));
      const isFocused = document.activeElement?.getAttribute('aria-keyshortcuts') === 'Alt+V';
      const at = await afterPaint();
      if (isFocused) return at;
    }
  };
  window.probe = {
    afterPaint,
    painted,
    sinceInput: async (isThere) => (await painted(isThere)) - inputAt,
    queueStart: painted(isQueueThere).then(async (shownAt) => ({ shownAt, usableAt: await takesKeys() })),
  };
}
