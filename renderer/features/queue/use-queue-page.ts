import * as Comlink from 'comlink';
import { useEffect, useState } from 'react';
import type { RemoteCounter } from '#renderer/counter/watchable.ts';
import type { QueuePage, QueueQuery } from '#renderer/store/queue-query.ts';

/** A page, and for which question it was read. */
export interface AskedPage {
  readonly asked: string;
  readonly page: QueuePage;
}

/**
 * The page of the queue that `query` names, kept up to date while the screen is open. `asked` says what the person asked
 * for: a page that comes late, for an earlier question, can so be told apart.
 */
export function useQueuePage(
  counter: RemoteCounter,
  query: QueueQuery,
  asked: string,
): AskedPage | undefined {
  const [page, setPage] = useState<AskedPage>();
  // A query is plain data; its text says whether it is another one.
  const key = JSON.stringify(query);
  useEffect(() => {
    let isCurrent = true;
    const ended = counter.watchQueue(
      JSON.parse(key) as QueueQuery,
      Comlink.proxy((next: QueuePage) => {
        if (isCurrent) setPage({ asked, page: next });
      }),
    );
    return () => {
      isCurrent = false;
      void ended.then((end) => end());
    };
  }, [counter, key, asked]);
  return page;
}
