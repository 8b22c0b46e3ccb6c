import { describe, expect, it } from 'vitest';
import { byTrouble, isSilent } from '#renderer/features/oversight/counter-trouble.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { CounterHealth } from '#shared/protocol/oversight.ts';

const now = Instant.parse('2026-11-23T08:00:00.000Z');

interface Wishes {
  readonly report?: object | null;
  readonly lastContactAt?: string | null;
  readonly gaps?: readonly object[];
  readonly isRevoked?: boolean;
}

/** A counter without trouble, named by its station, but for what is wished. */
function counter(station: string, wishes: Wishes = {}): CounterHealth {
  const { report = {}, lastContactAt = now, gaps = [], isRevoked = false } = wishes;
  return CounterHealth.parse({
    replica: '6259389f-7e22-4dc8-b35f-1f1d4dcac0e8',
    office: 'smiltene',
    counter: null,
    station,
    isRevoked,
    enrolledAt: '2026-11-01T08:00:00.000Z',
    lastContactAt,
    report: report && {
      unsent: 0,
      oldestUnsentAt: null,
      needsAttention: 0,
      storage: 'full',
      clockOffsetMilliseconds: 0,
      program: 'browser 0.1.0',
      ...report,
    },
    received: { contiguousN: 1, gaps },
  });
}

describe('the list of counters', () => {
  it('begins with those that somebody must look at, and keeps the order among equals', () => {
    const counters = [
      counter('0G0', { isRevoked: true, lastContactAt: null }),
      counter('0G1'),
      counter('0S0', { lastContactAt: '2026-11-23T07:44:00.000Z' }),
      counter('0V0', { report: { unsent: 3, oldestUnsentAt: '2026-11-23T07:00:00.000Z' } }),
      counter('0R0', { report: { storage: 'at-risk' } }),
      counter('0A0', { report: { needsAttention: 1 } }),
      counter('0A1', { gaps: [{ fromN: 3, toN: 4 }] }),
      counter('0G2'),
    ];
    expect(byTrouble(counters, now).map(({ station }) => station)).toEqual([
      '0A0',
      '0A1',
      '0R0',
      '0V0',
      '0S0',
      '0G1',
      '0G2',
      '0G0',
    ]);
  });

  it('marks who was silent for more than a quarter of an hour, or was never heard', () => {
    expect(isSilent(counter('0A0', { lastContactAt: '2026-11-23T07:45:00.000Z' }), now)).toBe(false);
    expect(isSilent(counter('0A0', { lastContactAt: '2026-11-23T07:44:59.000Z' }), now)).toBe(true);
    expect(isSilent(counter('0A0', { lastContactAt: null, report: null }), now)).toBe(true);
  });
});
