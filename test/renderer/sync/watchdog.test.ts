import { describe, expect, it } from 'vitest';
import { BreakableLine } from '#renderer/sync/breakable-line.ts';
import { type Standstill, Watchdog, type WatchedFacts } from '#renderer/sync/watchdog.ts';
import { addMilliseconds, type Instant } from '#shared/kernel/instant.ts';
import { settle, VirtualTime } from '#test/support/virtual-time.ts';

const MINUTE = 60_000;

/** A watchdog over facts that the test sets, by a clock that the test may set too. */
class Yard {
  readonly time = new VirtualTime();
  clockErrorMilliseconds = 0;
  facts: WatchedFacts = { unsent: 0, oldestUnsentAt: null, acknowledgedAt: null };
  reading: 'answers' | 'fails' | 'hangs' = 'answers';
  readonly did: string[] = [];
  readonly told: (Standstill | null)[] = [];
  readonly #stop = new AbortController();
  #ended: Promise<void> | undefined;

  now(): Instant {
    return addMilliseconds(this.time.now(), this.clockErrorMilliseconds);
  }

  minutes(): number {
    return this.time.monotonicMilliseconds() / MINUTE;
  }

  start(): void {
    const act = (what: string) => () => this.did.push(`${what} ${this.minutes()}`);
    const watchdog = new Watchdog({
      readFacts: () => {
        if (this.reading === 'hangs') return new Promise(() => {});
        return this.reading === 'fails' ? Promise.reject(new Error('planted')) : Promise.resolve(this.facts);
      },
      clock: { now: () => this.now(), monotonicMilliseconds: () => this.time.monotonicMilliseconds() },
      timers: this.time,
      reconnect: act('reconnect'),
      restart: act('restart'),
      onStandstill: (standstill) => this.told.push(standstill),
    });
    this.#ended = watchdog.run(this.#stop.signal);
  }

  save(): void {
    this.facts = {
      ...this.facts,
      unsent: this.facts.unsent + 1,
      oldestUnsentAt: this.facts.oldestUnsentAt ?? this.now(),
    };
  }

  acknowledge(more: Partial<WatchedFacts> = {}): void {
    this.facts = { ...this.facts, acknowledgedAt: this.now(), ...more };
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }
}

describe('the watchdog', () => {
  it('[SE28] [SE29] [SE30] [SE31] goes from a new connection to a new engine to an alarm, and never falls silent', async () => {
    const yard = new Yard();
    yard.start();
    yard.save();
    await yard.time.pass(60 * MINUTE);
    expect(yard.did).toEqual([
      'reconnect 2',
      ...['restart 5', 'restart 15', 'restart 25', 'restart 35', 'restart 45', 'restart 55'],
    ]);
    expect(yard.told.map((standstill) => standstill?.isAlarm)).toEqual([
      ...[false, false],
      ...[true, true, true, true, true],
    ]);
    expect(yard.told.at(-1)).toEqual({
      since: yard.time.startedAt,
      reconnects: 1,
      restarts: 6,
      isAlarm: true,
    });
    await yard.stop();
    expect(yard.time.sleeping).toBe(0);
  });

  it('[SE28] [SE31] is content as soon as something is acknowledged, and begins anew', async () => {
    const yard = new Yard();
    yard.start();
    yard.save();
    yard.save();
    await yard.time.pass(16 * MINUTE);
    expect(yard.told.at(-1)?.isAlarm).toBe(true);
    yard.acknowledge({ unsent: 1 });
    await yard.time.pass(MINUTE);
    expect(yard.told.at(-1)).toBeNull();
    const { length } = yard.did;
    await yard.time.pass(2 * MINUTE);
    expect(yard.did.slice(length)).toEqual(['reconnect 18']);
    yard.facts = { unsent: 0, oldestUnsentAt: null, acknowledgedAt: yard.now() };
    await yard.time.pass(60 * MINUTE);
    expect(yard.told.at(-1)).toBeNull();
    expect(yard.did).toHaveLength(length + 1);
    await yard.stop();
  });

  it('[SE28] says nothing while a long queue drains, however old its oldest operation is', async () => {
    const yard = new Yard();
    yard.facts = { unsent: 10_000, oldestUnsentAt: addMilliseconds(yard.now(), -1e9), acknowledgedAt: null };
    yard.acknowledge();
    yard.start();
    for (let minute = 0; minute < 60; minute += 1) {
      await yard.time.pass(MINUTE);
      yard.acknowledge();
    }
    expect(yard.did).toEqual([]);
    expect(yard.told).toEqual([]);
    await yard.stop();
  });

  it('[SE28] counts what was unsent before the program began, after giving its engine a chance', async () => {
    const yard = new Yard();
    yard.facts = {
      unsent: 1,
      oldestUnsentAt: addMilliseconds(yard.now(), -60 * MINUTE),
      acknowledgedAt: addMilliseconds(yard.now(), -30 * MINUTE),
    };
    yard.start();
    await yard.time.pass(20_000);
    expect(yard.told).toEqual([]);
    await yard.time.pass(20_000);
    expect(yard.told.at(-1)).toMatchObject({
      since: addMilliseconds(yard.time.startedAt, -30 * MINUTE),
      isAlarm: true,
    });
    await yard.stop();
  });

  it('[SE32] is not misled by a clock that is set forward or back', async () => {
    for (const error of [-24 * 60 * MINUTE, 24 * 60 * MINUTE]) {
      const yard = new Yard();
      yard.start();
      yard.save();
      await yard.time.pass(MINUTE);
      yard.clockErrorMilliseconds = error;
      await yard.time.pass(0.5 * MINUTE);
      expect(yard.did, String(error)).toEqual([]);
      await yard.time.pass(14 * MINUTE);
      expect(yard.did, String(error)).toEqual(['reconnect 2', 'restart 5', 'restart 15']);
      expect(yard.told.at(-1)?.isAlarm, String(error)).toBe(true);
      await yard.stop();
    }
  });

  it('[SE32] goes on by what it knew while the facts cannot be read', async () => {
    for (const reading of ['fails', 'hangs'] as const) {
      const yard = new Yard();
      yard.start();
      yard.save();
      await yard.time.pass(MINUTE);
      yard.reading = reading;
      await yard.time.pass(20 * MINUTE);
      expect(yard.told.at(-1)?.isAlarm, reading).toBe(true);
      expect(yard.did.length, reading).toBeGreaterThanOrEqual(3);
      await yard.stop();
      expect(yard.time.sleeping, reading).toBe(0);
    }
  });
});

describe('a line that is broken', () => {
  it('[SE29] gives up requests and streams that never answer, and is good for the next ones', async () => {
    let aborted = 0;
    const said: string[] = [];
    const lines: ((line: string) => void)[] = [];
    let hangs = true;
    const line = new BreakableLine({
      send: ({ signal }) => {
        signal?.addEventListener('abort', () => {
          aborted += 1;
        });
        const answer = { status: 200, contentType: 'text/plain', retryAfterSeconds: undefined, text: 'yes' };
        return hangs ? new Promise(() => {}) : Promise.resolve(answer);
      },
      stream: (_request, onLine) => {
        lines.push(onLine);
        return new Promise(() => {});
      },
    });
    const outcomes: string[] = [];
    const note = (name: string) => [() => outcomes.push(`${name} ended`), () => outcomes.push(name)] as const;
    const { signal } = new AbortController();
    void line.send({ method: 'GET', path: '/one' }).then(...note('one'));
    void line
      .stream({ path: '/hints', token: 't', signal }, (text) => said.push(text))
      .then(...note('hints'));
    await settle();
    expect(outcomes).toEqual([]);
    line.breakAll();
    await settle();
    expect(outcomes.toSorted()).toEqual(['hints', 'one']);
    expect(aborted).toBe(1);
    // What still comes on a stream that was given up is not heard.
    lines[0]?.('event: hint');
    expect(said).toEqual([]);
    hangs = false;
    expect(await line.send({ method: 'GET', path: '/two' })).toMatchObject({ text: 'yes' });
    line.breakAll();
  });

  it('[SE21] gives up what its caller gives up', async () => {
    const line = new BreakableLine({
      send: () => new Promise(() => {}),
      stream: () => new Promise(() => {}),
    });
    const caller = new AbortController();
    const asked = line.send({ method: 'GET', path: '/', signal: caller.signal });
    caller.abort();
    await expect(asked).rejects.toThrow('given up');
    await expect(line.send({ method: 'GET', path: '/', signal: caller.signal })).rejects.toThrow('given up');
  });
});
