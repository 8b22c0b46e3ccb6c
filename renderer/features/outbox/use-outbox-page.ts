import * as Comlink from 'comlink';
import { useEffect, useState } from 'react';
import { useApp } from '#renderer/context/app-context.tsx';
import type { OutboxPage } from '#renderer/store/outbox-line.ts';

/** A part of the outbox as it is now: undefined until it is known, null while nothing here can be read. */
export function useOutboxPage(offset: number, limit: number): OutboxPage | null | undefined {
  const { counter, status } = useApp();
  const [page, setPage] = useState<OutboxPage | null>();
  const isOpen = status.journal.kind === 'open';
  useEffect(() => {
    if (!isOpen) return;
    const ended = counter.watchOutbox({ offset, limit }, Comlink.proxy(setPage));
    return () => void ended.then((end) => end());
  }, [counter, offset, limit, isOpen]);
  return isOpen ? page : null;
}
