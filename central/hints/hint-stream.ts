import type { Timers } from '#shared/kernel/ports.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import type { HintWatch } from './hint-board.ts';

/** At most one writing of hints in this time (HI3). */
const PAUSE_MILLISECONDS = 1_000;

/** Without hints a comment is written, so that both ends know that the other is there (HI5). */
const KEEP_ALIVE_MILLISECONDS = 20_000;

/** What a stream goes by. */
export interface HintStreamOptions {
  readonly timers: Timers;
  /** Aborted when the connection or the centre closes. */
  readonly closed: AbortSignal;
  /** Whether the token that opened the stream still holds (HI6). */
  readonly stillHolds: () => Promise<boolean>;
}

/**
 * The text of one event stream, piece by piece: hello first, then hints as they gather. Ends when the connection is
 * closed or the token no longer holds; closes the watch.
 *
 *     hello → waiting ⇄ telling (one pause after each) → ended
 */
export async function* hintStream(watch: HintWatch, options: HintStreamOptions): AsyncGenerator<string> {
  const { timers, closed, stillHolds } = options;
  try {
    yield eventText('hello', { protocol: PROTOCOL_VERSION });
    while (!closed.aborted) {
      await timers.sleep(KEEP_ALIVE_MILLISECONDS, AbortSignal.any([watch.news, closed]));
      if (closed.aborted) return;
      const hints = watch.take();
      if (hints.length === 0) {
        if (!(await stillHolds())) return;
        yield ': here\n\n';
        continue;
      }
      yield hints.map((hint) => eventText('hint', hint)).join('');
      await timers.sleep(PAUSE_MILLISECONDS, closed);
    }
  } finally {
    watch.close();
  }
}

function eventText(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
