import { useSyncExternalStore } from 'react';

/** The browser's offer to install the program as an application, which its own event carries. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

let offered: InstallEvent | undefined;
const listeners = new Set<() => void>();

/** Catches the browser's offer, which comes once and early. Called at the start of a browser's window. */
export function keepInstallOffer(): void {
  const tell = (event: InstallEvent | undefined): void => {
    offered = event;
    for (const listener of listeners) listener();
  };
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    tell(event as InstallEvent);
  });
  window.addEventListener('appinstalled', () => tell(undefined));
}

/** Asks the person whether to install; undefined where the browser does not offer it now. */
export function useInstallOffer(): (() => Promise<void>) | undefined {
  const event = useSyncExternalStore(watch, () => offered);
  if (event === undefined) return undefined;
  return async () => {
    await event.prompt();
  };
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
