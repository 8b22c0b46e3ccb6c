/** Longer-lived than the pages, so that it is there for the page that is loaded anew; known to browsers since 2026. */
interface KeeperOptions extends WorkerOptions {
  readonly extendedLifetime: true;
}

/** A port to the keeper of this origin; `undefined` where the browser has no such workers, and then nothing is kept. */
export function connectKeeper(): MessagePort | undefined {
  if (typeof SharedWorker !== 'function') return undefined;
  return new SharedWorker(new URL('./keeper-worker.ts', import.meta.url), {
    type: 'module',
    extendedLifetime: true,
  } as KeeperOptions).port;
}
