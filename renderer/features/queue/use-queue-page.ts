import * as Comlink from 'comlink';
import { useEffect, useState } from 'react';
import type { RemoteCounter } from '#renderer/counter/watchable.ts';
import type { QueuePage, QueueQuery } from '#renderer/store/queue-query.ts';

/** The page of the queue that `query` names, kept up to date while the screen is open. */
export function useQueuePage(counter: RemoteCounter, query: QueueQuery): QueuePage | undefined {
  const [page, setPage] = useState<QueuePage>();
  // A query is plain data; its text says whether it is another one.
  const key = JSON.stringify(query);
  useEffect(() => {
    let isCurrent = true;
    const ended = counter.watchQueue(
      JSON.parse(key) as QueueQuery,
      Comlink.proxy((next: QueuePage) => {
        if (isCurrent) setPage(next);
      }),
    );
    return () => {
      isCurrent = false;
      void ended.then((end) => end());
    };
  }, [counter, key]);
  return page;
}
