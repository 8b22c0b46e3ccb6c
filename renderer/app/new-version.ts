import { useSyncExternalStore } from 'react';

/** A version of the program that is ready and waits to be used. */
export interface NewVersion {
  /** Puts it to use and loads the window anew. What is being written is kept as a draft. */
  use(): void;
}

let newVersion: NewVersion | undefined;
const listeners = new Set<() => void>();

/** The browser itself only looks when a page is opened, and a counter's window stays open for days. */
const LOOK_MILLISECONDS = 3_600_000;

/** A newer version of the program, once it is here. */
export function useNewVersion(): NewVersion | undefined {
  return useSyncExternalStore(watch, () => newVersion);
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Registers the worker that lets the web application open without the centre, and tells when it has fetched a newer
 * version of the program. The newer one is used when the person says so, never in the middle of their work.
 */
export async function keepOfflineCopy(): Promise<void> {
  const workers = navigator.serviceWorker;
  const registration = await workers.register('/sw.js');
  const tell = (worker: ServiceWorker): void => {
    // The first worker of all is no newer version: there was none before it.
    if (workers.controller === null) return;
    newVersion = {
      use: () => {
        workers.addEventListener('controllerchange', () => location.reload(), { once: true });
        worker.postMessage({ type: 'SKIP_WAITING' });
      },
    };
    for (const listener of listeners) listener();
  };
  if (registration.waiting !== null) tell(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') tell(worker);
    });
  });
  // Without a network there is no newer version to be had, which is nothing to tell.
  setInterval(() => void registration.update().catch(() => undefined), LOOK_MILLISECONDS);
}
