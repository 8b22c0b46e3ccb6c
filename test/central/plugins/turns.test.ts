import { EventEmitter } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type TurnLimits, Turns } from '#central/plugins/turns.ts';

const LIMITS: TurnLimits = { atOnce: 2, atOnceOfOffice: 1, waiting: 4, patienceMilliseconds: 10_000 };

/** Askers, and in which order they began. */
function world(limits: Partial<TurnLimits> = {}) {
  const turns = new Turns({ ...LIMITS, ...limits }, () => 0.5);
  const began: string[] = [];
  const refused: { name: string; seconds: number | undefined }[] = [];
  const ask = (name: string, office: string): EventEmitter => {
    const leaving = new EventEmitter();
    turns.take(office, leaving).then(
      () => began.push(name),
      (failure) => refused.push({ name, seconds: failure.facts.retryAfterSeconds }),
    );
    return leaving;
  };
  return { ask, began, refused };
}

describe('turns', () => {
  it('[PR63] begin in the order of asking, so many at once and one of each office', async () => {
    const { ask, began } = world();
    const first = ask('a1', 'a');
    ask('a2', 'a');
    const other = ask('b1', 'b');
    ask('c1', 'c');
    await nextTurn();
    expect(began).toEqual(['a1', 'b1']);
    other.emit('close');
    await nextTurn();
    expect(began).toEqual(['a1', 'b1', 'c1']);
    first.emit('close');
    await nextTurn();
    expect(began).toEqual(['a1', 'b1', 'c1', 'a2']);
  });

  it('[PR63] give the turn of one who has left to the next', async () => {
    const { ask, began } = world({ atOnce: 1 });
    const first = ask('a1', 'a');
    const second = ask('b1', 'b');
    ask('c1', 'c');
    await nextTurn();
    second.emit('close');
    first.emit('close');
    await nextTurn();
    await nextTurn();
    expect(began.at(-1)).toBe('c1');
  });

  it('[PR65] send away who finds too many waiting, or has waited too long, and say when to come again', async () => {
    const crowded = world();
    for (const name of ['1', '2', '3', '4', '5', '6']) crowded.ask(name, 'a');
    await nextTurn();
    expect(crowded.began).toEqual(['1']);
    expect(crowded.refused).toEqual([{ name: '6', seconds: 6 }]);
    const slow = world({ patienceMilliseconds: 5 });
    const first = slow.ask('1', 'a');
    slow.ask('2', 'a');
    await expect.poll(() => slow.refused.map(({ name }) => name)).toEqual(['2']);
    first.emit('close');
    slow.ask('3', 'a');
    await nextTurn();
    expect(slow.began).toEqual(['1', '3']);
  });
});
