import type { AbortSignalLike, Random, Timers } from '#shared/kernel/ports.ts';
import { backoffMilliseconds } from './backoff.ts';
import type { Http } from './http.ts';
import type { SyncLedger } from './sync-ledger.ts';

/** The centre sends a comment every 20 s; a stream that was silent for longer is dead, whatever it claims. */
const SILENCE_MILLISECONDS = 45_000;

/** A stream that lived this long was a good one; those that are cut sooner are opened again ever more slowly. */
const STEADY_MILLISECONDS = 20_000;

/**
 * Keeps a stream of hints open and calls `onHint` for each. Hints carry nothing: they only say that pulling is worth
 * while. A stream that was open and is lost is a hint too: something happened to the line, and whoever shows whether
 * there is a network must find out. Where no stream can be had, the poll goes on all the same.
 */
export async function followHints(
  ports: {
    readonly http: Http;
    readonly ledger: Pick<SyncLedger, 'deviceToken'>;
    readonly random: Random;
    readonly timers: Timers;
  },
  stop: AbortSignalLike,
  onHint: () => void,
): Promise<void> {
  let failures = 0;
  while (!stop.aborted) {
    const attempt = new AbortController();
    const end = (): void => attempt.abort();
    stop.addEventListener('abort', end, { once: true });
    const silence = watchSilence(ports.timers, attempt);
    let wasOpen = false;
    let isSteady = false;
    void ports.timers.sleep(STEADY_MILLISECONDS, attempt.signal).then(() => {
      isSteady = !attempt.signal.aborted;
    });
    try {
      const request = {
        path: '/api/sync/hints',
        token: ports.ledger.deviceToken,
        signal: attempt.signal,
      };
      await ports.http.stream(request, (line) => {
        silence.heard();
        wasOpen = true;
        if (line.startsWith('event: hint') || line.startsWith('event: hello')) onHint();
      });
    } catch {
      // The stream is a convenience; why it failed does not matter here.
    }
    silence.end();
    stop.removeEventListener('abort', end);
    if (stop.aborted) return;
    if (wasOpen) onHint();
    failures = wasOpen && isSteady ? 1 : failures + 1;
    attempt.abort();
    await ports.timers.sleep(backoffMilliseconds(failures, ports.random), stop);
  }
}

/** Aborts `attempt` when nothing was heard for too long. */
function watchSilence(
  timers: Timers,
  attempt: AbortController,
): { readonly heard: () => void; readonly end: () => void } {
  let timer = new AbortController();
  let ended = false;
  const arm = (): void => {
    const own = new AbortController();
    timer = own;
    void timers.sleep(SILENCE_MILLISECONDS, own.signal).then(() => {
      if (!ended && timer === own && !own.signal.aborted) attempt.abort();
    });
  };
  arm();
  return {
    heard: () => {
      timer.abort();
      if (!ended) arm();
    },
    end: () => {
      ended = true;
      timer.abort();
    },
  };
}
