import { useEffect, useState } from 'react';
import { useApp } from '#renderer/context/app-context.tsx';
import type { FailureName } from '#renderer/sync/exchange-failure.ts';
import type { Instant } from '#shared/kernel/instant.ts';

/** What came of trying now. */
export type SendingNow =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'answered'; readonly at: Instant }
  | { readonly kind: 'failed'; readonly name: FailureName }
  /** Neither an answer nor a failure in the time that a request takes at most. */
  | { readonly kind: 'no-word' };

/** A request is given up after half a minute, so by then there is something to say. */
const PATIENCE_MILLISECONDS = 35_000;

/** Sends now because a person asked for it, and says what came of it. */
export function useSendNow(): { readonly sending: SendingNow; readonly sendNow: () => void } {
  const { counter, status } = useApp();
  const { answeredAt, failing } = status.sync;
  const [asked, setAsked] = useState<{ readonly answeredAt: Instant | null; readonly tries: number }>();
  const [sending, setSending] = useState<SendingNow>({ kind: 'not-asked' });
  const tries = failing?.tries ?? 0;
  const name = failing?.name;
  useEffect(() => {
    if (asked === undefined) return;
    if (answeredAt !== null && answeredAt !== asked.answeredAt) {
      setSending({ kind: 'answered', at: answeredAt });
      setAsked(undefined);
    } else if (name !== undefined && tries !== asked.tries) {
      setSending({ kind: 'failed', name });
      setAsked(undefined);
    }
  }, [asked, answeredAt, tries, name]);
  useEffect(() => {
    if (asked === undefined) return;
    const timer = setTimeout(() => {
      setSending({ kind: 'no-word' });
      setAsked(undefined);
    }, PATIENCE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [asked]);
  const sendNow = (): void => {
    setSending({ kind: 'sending' });
    setAsked({ answeredAt, tries });
    void counter.syncNow();
  };
  return { sending, sendNow };
}
