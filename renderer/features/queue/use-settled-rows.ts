import { useCallback, useRef, useState } from 'react';
import type { QueuePage } from '#renderer/store/queue-query.ts';
import type { AskedPage } from './use-queue-page.ts';

/**
 * The rows as the person sees them. While somebody works in the list, what the list has already is kept up to date in
 * its place, and new rows wait until they are asked for; otherwise news is shown at once.
 */
export function useSettledRows(
  answered: AskedPage | undefined,
  /** Changes when the person asks for other rows: then the list is theirs to change. */
  asked: string,
  offset: number,
): {
  readonly page: QueuePage | undefined;
  readonly offset: number;
  readonly newCount: number;
  readonly showNew: () => void;
  readonly setWorking: (isWorking: boolean) => void;
} {
  const [isWorking, setWorking] = useState(false);
  const [, renew] = useState(0);
  const held = useRef<{ page: QueuePage; asked: string; offset: number }>(undefined);
  const live = answered?.asked === asked ? answered.page : undefined;
  const isOther = held.current === undefined || held.current.asked !== asked;
  if (live !== undefined && (isOther || !isWorking)) held.current = { page: live, asked, offset };
  const shown = held.current?.page;
  const newest = new Map(live?.rows.map((row) => [row.caseId, row]));
  const page =
    shown === undefined || live === undefined
      ? shown
      : { ...shown, rows: shown.rows.map((row) => newest.get(row.caseId) ?? row) };
  const newCount = shown === undefined || live === undefined ? 0 : Math.max(0, live.total - shown.total);

  const showNew = useCallback(() => {
    held.current = undefined;
    renew((count) => count + 1);
  }, []);
  return {
    page,
    offset: held.current?.offset ?? 0,
    newCount,
    showNew,
    setWorking,
  };
}
