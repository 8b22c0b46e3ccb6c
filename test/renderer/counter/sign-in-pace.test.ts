import { describe, expect, it } from 'vitest';
import { SignInPace } from '#renderer/counter/sign-in-pace.ts';

describe('the pace of wrong passwords', () => {
  it('[KE24] waits longer after each, for the login that they were for', () => {
    let now = 5000;
    const pace = new SignInPace({ monotonicMilliseconds: () => now });
    const waits: number[] = [];
    for (let count = 1; count <= 13; count += 1) {
      pace.failed('clerk');
      waits.push(pace.secondsLeft('clerk'));
      now += pace.secondsLeft('clerk') * 1000;
      expect(pace.secondsLeft('clerk')).toBe(0);
    }
    expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    pace.failed('clerk');
    expect(pace.secondsLeft('clerk2')).toBe(0);
    pace.succeeded('clerk');
    expect(pace.secondsLeft('clerk')).toBe(0);
    pace.failed('clerk');
    expect(pace.secondsLeft('clerk')).toBe(0);
  });
});
