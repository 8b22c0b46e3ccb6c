import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { isUncertain, saveUntilAnswered } from '#renderer/components/save-until-answered.ts';
import type { SaveOutcome } from '#renderer/counter/counter-api.ts';
import { CounterWorld, savedOf } from '#test/support/counter-world.ts';
import { openListeningCentre } from '#test/support/listening-centre.ts';

let centre: Awaited<ReturnType<typeof openListeningCentre>>;
beforeAll(async () => {
  centre = await openListeningCentre();
});
afterAll(() => centre.close());

let world: CounterWorld | undefined;
afterEach(() => {
  world?.end();
  world = undefined;
  vi.useRealTimers();
});

const UNCERTAIN: SaveOutcome = { outcome: 'not-saved', cause: 'no-confirmation' };

describe('a save that the writer does not answer', () => {
  it('[SE40] is told as uncertain in time, and asking again tells that it is saved, once', async () => {
    const counter = new CounterWorld(centre.origin);
    world = counter;
    await counter.open();
    counter.http.cut();
    counter.isWriterSilent = true;
    const asked = counter.register(1);
    await expect
      .poll(async () => {
        await counter.time.pass(2500);
        return Promise.race([asked, 'not yet']);
      })
      .toEqual(UNCERTAIN);
    counter.isWriterSilent = false;
    savedOf(await counter.register(1));
    savedOf(await counter.register(1));
    expect(await counter.journalled()).toHaveLength(1);
  });

  it('[SE41] is asked again with the very same content until there is an answer', async () => {
    vi.useFakeTimers();
    const answers: SaveOutcome[] = [UNCERTAIN, UNCERTAIN, { outcome: 'not-saved', cause: 'disk-full' }];
    const told: SaveOutcome[] = [];
    let asked = 0;
    const saving = saveUntilAnswered(
      async () => answers[asked++] ?? expect.fail('asked after the answer'),
      (outcome) => told.push(outcome),
    );
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await saving).toEqual({ outcome: 'not-saved', cause: 'disk-full' });
    expect(told).toEqual([UNCERTAIN, UNCERTAIN]);
    expect(asked).toBe(3);
    expect(told.every(isUncertain)).toBe(true);
    expect(isUncertain({ outcome: 'not-saved', cause: 'disk-full' })).toBe(false);
  });
});
