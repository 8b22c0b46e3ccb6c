import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApp } from '#renderer/context/app-context.tsx';
import { webHttp } from '#renderer/platform/web-http.ts';
import { webRandom, webTimers } from '#renderer/platform/web-ports.ts';
import { followHints } from '#renderer/sync/follow-hints.ts';

/** Asks the centre anew whenever it hints that something changed; the queries' own interval is the poll behind it. */
export function useLiveCentre(): void {
  const queries = useQueryClient();
  const { centreOrigin, session } = useApp();
  const token = session?.token;
  useEffect(() => {
    if (token === undefined || token === null) return;
    const stop = new AbortController();
    const ports = {
      http: webHttp(centreOrigin),
      ledger: { deviceToken: token },
      random: webRandom,
      timers: webTimers,
    };
    void followHints(ports, stop.signal, () => void queries.invalidateQueries({ queryKey: ['oversight'] }));
    return () => stop.abort();
  }, [queries, centreOrigin, token]);
}
