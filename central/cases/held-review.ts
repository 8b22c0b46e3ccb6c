import type { AbortSignalLike, Timers } from '#shared/kernel/ports.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import type { CasePorts } from './case-ports.ts';
import { releaseHeld } from './release-waiting.ts';

/** How often what is held is judged again unasked: grants begin and end by the clock, and by other programs. */
const PAUSE_MILLISECONDS = 60_000;

/** What the review needs. */
export interface HeldReviewOptions {
  readonly cases: CasePorts;
  readonly timers: Timers;
  /** Ends the review. */
  readonly signal: AbortSignalLike;
  /** Done before each round: what comes into force by the clock. Gives the spaces whose readers have news. */
  readonly bringIntoForce: () => Promise<readonly SpaceId[]>;
  /** Told the spaces whose readers have news. */
  readonly publish: (spaces: readonly SpaceId[]) => void;
  /** Told, without personal data, when a round failed; the next one comes all the same. */
  readonly warn: (sentence: string) => void;
}

/** Judges again what is held, at once and then every minute, until the signal (PR39). Never rejects. */
export async function reviewHeld(options: HeldReviewOptions): Promise<void> {
  const { cases, timers, signal, bringIntoForce, publish, warn } = options;
  while (!signal.aborted) {
    try {
      const newlyInForce = await bringIntoForce();
      if (newlyInForce.length > 0) publish(newlyInForce);
      publish([...(await releaseHeld(cases, null))]);
    } catch {
      warn('held operations could not be judged again');
    }
    await timers.sleep(PAUSE_MILLISECONDS, signal);
  }
}
