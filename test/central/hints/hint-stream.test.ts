import { describe, expect, it } from 'vitest';
import { HintBoard } from '#central/hints/hint-board.ts';
import { hintStream } from '#central/hints/hint-stream.ts';
import type { Timers } from '#shared/kernel/ports.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';

const office = 'office:smiltene' as SpaceId;
const institution = 'institution' as SpaceId;

/** Timers that note how long they were asked to wait, and wait for a signal or for `tick`. */
class TestTimers implements Timers {
  readonly asked: number[] = [];
  #wake: () => void = () => undefined;

  sleep: Timers['sleep'] = (milliseconds, signal) => {
    this.asked.push(milliseconds);
    return new Promise((resolve) => {
      this.#wake = resolve;
      if (signal?.aborted === true) resolve();
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  };

  /** Lets the time that is waited for pass. */
  tick(): void {
    this.#wake();
  }
}

function openStream(options: { stillHolds?: () => Promise<boolean> } = {}) {
  const board = new HintBoard();
  const timers = new TestTimers();
  const closing = new AbortController();
  const watch = board.watch(() => true);
  const stream = hintStream(watch, {
    timers,
    closed: closing.signal,
    stillHolds: options.stillHolds ?? (async () => true),
  });
  return { board, timers, closing, stream, next: async () => (await stream.next()).value };
}

describe('a stream of hints', () => {
  it('[HI5] begins with hello and the number of the protocol', async () => {
    const { next } = openStream();
    expect(await next()).toBe('event: hello\ndata: {"protocol":1}\n\n');
  });

  it('[HI1] [HI3] tells each space once with its latest number, then pauses for a second', async () => {
    const { board, timers, next } = openStream();
    await next();
    board.tell([{ space: office, sequence: 3 }]);
    board.tell([
      { space: office, sequence: 5 },
      { space: institution, sequence: 1 },
    ]);
    expect(await next()).toBe(
      'event: hint\ndata: {"space":"office:smiltene","sequence":5}\n\n' +
        'event: hint\ndata: {"space":"institution","sequence":1}\n\n',
    );
    const more = next();
    board.tell([{ space: office, sequence: 6 }]);
    board.tell([{ space: office, sequence: 7 }]);
    await Promise.resolve();
    expect(timers.asked.at(-1)).toBe(1_000);
    timers.tick();
    expect(await more).toBe('event: hint\ndata: {"space":"office:smiltene","sequence":7}\n\n');
  });

  it('[HI4] does not tell a number again, or a smaller one', async () => {
    const { board, timers, next } = openStream();
    await next();
    board.tell([{ space: office, sequence: 5 }]);
    await next();
    const more = next();
    timers.tick();
    board.tell([{ space: office, sequence: 5 }]);
    board.tell([{ space: office, sequence: 4 }]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(timers.asked.at(-1)).toBe(20_000);
    board.tell([{ space: office, sequence: 6 }]);
    expect(await more).toContain('"sequence":6');
  });

  it('[HI5] writes a comment after twenty seconds without a hint', async () => {
    const { timers, next } = openStream();
    await next();
    const more = next();
    await Promise.resolve();
    expect(timers.asked).toEqual([20_000]);
    timers.tick();
    expect(await more).toBe(': here\n\n');
  });

  it('[HI6] ends when the token no longer holds, and leaves the board', async () => {
    const { board, timers, stream, next } = openStream({ stillHolds: async () => false });
    await next();
    const more = stream.next();
    await Promise.resolve();
    timers.tick();
    expect(await more).toEqual({ done: true, value: undefined });
    expect(board.readers).toBe(0);
  });

  it('[HI6] ends at once when the connection or the centre closes', async () => {
    const { board, closing, stream, next } = openStream();
    await next();
    const more = stream.next();
    closing.abort();
    expect(await more).toEqual({ done: true, value: undefined });
    expect(board.readers).toBe(0);
  });
});
