import { portEndOf } from '#renderer/platform/port-end.ts';
import { startJournalWorker } from '#renderer/platform/start-journal-worker.ts';
import { journalContract } from '#test/contracts/journal-contract.ts';
import { openStorage } from '#test/support/open-storage.ts';

/** Says something to a journal's worker and gives what it says next. */
function ask(worker: Worker, message: object, transfer: Transferable[] = []): Promise<unknown> {
  return new Promise((resolve) => {
    worker.addEventListener('message', ({ data }) => resolve(data), { once: true });
    worker.postMessage(message, transfer);
  });
}

journalContract('in a browser’s own files, over its worker [JR27]', async () => {
  const folder = `journal-${crypto.randomUUID()}`;
  let worker: Worker | undefined;
  const release = async (): Promise<void> => {
    if (worker === undefined) return;
    await ask(worker, { kind: 'release' });
    worker.terminate();
    worker = undefined;
  };
  return {
    open: async () => {
      await release();
      worker = startJournalWorker();
      const { port1, port2 } = new MessageChannel();
      const news = await ask(worker, { kind: 'open', port: port2, folder }, [port2]);
      if ((news as { kind: string }).kind !== 'opened') throw new Error(JSON.stringify(news));
      return (await openStorage(portEndOf(port1))).journal;
    },
    dispose: async () => {
      await release();
      await (await navigator.storage.getDirectory()).removeEntry(folder, { recursive: true });
    },
  };
});
