import { notifyManager, type Query, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { ExchangeFailure } from '#renderer/sync/exchange-failure.ts';
import { useApp } from './app-context.tsx';
import { useCentre } from './centre.ts';

const ASK_MILLISECONDS = 30_000;
const RETRY_MILLISECONDS = 10_000;

/** Questions that are not put to the centre, by how their keys begin. */
const LOCAL: ReadonlySet<unknown> = new Set(['printers']);

/**
 * Whether the centre answers those who work there directly. Every question to it counts, whichever screen asked, so
 * that all of a window says the same: what came last, an answer or a failure, decides. Who does not work there has
 * nothing to ask, and `isNeeded` says so.
 */
export function useCentreReach(isNeeded = true): 'answers' | 'silent' {
  const centre = useCentre();
  const { session } = useApp();
  const hasToken = session !== null && session.token !== null;
  useQuery({
    queryKey: ['centre', 'reach'],
    queryFn: () => centre.readVersions(),
    enabled: isNeeded && hasToken,
    networkMode: 'always',
    refetchInterval: (query) => (query.state.status === 'error' ? RETRY_MILLISECONDS : ASK_MILLISECONDS),
  });
  const cache = useQueryClient().getQueryCache();
  const isSilent = useSyncExternalStore(
    useCallback((listener) => cache.subscribe(notifyManager.batchCalls(listener)), [cache]),
    () => {
      const asked = cache.getAll().filter(({ queryKey }) => !LOCAL.has(queryKey[0]));
      const answeredAt = Math.max(0, ...asked.map(({ state }) => state.dataUpdatedAt));
      const failedAt = Math.max(0, ...asked.filter(isNoAnswer).map(({ state }) => state.errorUpdatedAt));
      return failedAt > answeredAt;
    },
  );
  return !isNeeded || (hasToken && !isSilent) ? 'answers' : 'silent';
}

/** A question that was put wrongly was answered all the same. */
function isNoAnswer({ state }: Query): boolean {
  return state.error instanceof ExchangeFailure && state.error.failure !== 'not-readable';
}
