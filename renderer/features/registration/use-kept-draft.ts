import { useCallback, useEffect, useRef, useState } from 'react';
import type { RemoteCounter } from '#renderer/counter/watchable.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { isWorthKeeping, type KeptDraft } from './kept-draft.ts';

const PAUSE_MILLISECONDS = 300;

/** How the draft is doing: kept on this computer since a time, being kept, or not kept. */
export type KeepingState =
  | { readonly kind: 'nothing-yet' }
  | { readonly kind: 'kept'; readonly at: Instant }
  | { readonly kind: 'failed' };

/**
 * Keeps the form while it is being written: shortly after each change, and at once when the window goes into the
 * background or the screen is left. `keepNow` answers whether everything worth keeping is kept.
 */
export function useKeptDraft(
  counter: RemoteCounter,
  opId: OperationId,
  kept: KeptDraft | undefined,
): { readonly state: KeepingState; readonly keepNow: () => Promise<boolean>; readonly stop: () => void } {
  const [state, setState] = useState<KeepingState>({ kind: 'nothing-yet' });
  const latest = useRef<KeptDraft>(undefined);
  const saved = useRef<KeptDraft>(undefined);
  const isStopped = useRef(false);

  const keepNow = useCallback(async () => {
    const current = latest.current;
    if (current === undefined || current === saved.current || isStopped.current) return true;
    if (!isWorthKeeping(current.draft)) return true;
    saved.current = current;
    try {
      const at = await counter.saveDraft(opId, JSON.stringify(current));
      setState({ kind: 'kept', at });
      return true;
    } catch {
      saved.current = undefined;
      setState({ kind: 'failed' });
      return false;
    }
  }, [counter, opId]);

  useEffect(() => {
    // What was loaded is what is kept; only a change after it is news.
    if (latest.current === undefined) saved.current = kept;
    latest.current = kept;
    const timer = setTimeout(() => void keepNow(), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [kept, keepNow]);

  useEffect(() => {
    const onHidden = (): void => {
      if (document.visibilityState === 'hidden') void keepNow();
    };
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      void keepNow();
    };
  }, [keepNow]);

  const stop = useCallback(() => {
    isStopped.current = true;
  }, []);
  return { state, keepNow, stop };
}
