/** Starts the worker that can hold the journal's files. */
export function startJournalWorker(): Worker {
  return new Worker(new URL('../store/journal/journal-worker.ts', import.meta.url), { type: 'module' });
}
