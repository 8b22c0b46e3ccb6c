/** Whether the browser promised to keep what is stored here also when it needs room. */
export function isStoragePersisted(): Promise<boolean> {
  return navigator.storage.persisted();
}

/** Asks the browser for that promise; it decides by itself, and better for an installed program. In windows only. */
export async function askForPersistence(): Promise<void> {
  await navigator.storage.persist?.().catch(() => false);
}
