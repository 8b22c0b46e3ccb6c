import { describe, expect, it } from 'vitest';
import { SignInGuard } from '#central/directory/sign-in-guard.ts';
import { instantOf } from '#shared/kernel/instant.ts';

class TestClock {
  milliseconds = 0;
  now = () => instantOf(this.milliseconds);
  monotonicMilliseconds = () => this.milliseconds;
}

const MINUTE = 60_000;

function fail(guard: SignInGuard, times: number, login: string, address: string): number[] {
  return Array.from({ length: times }, () => guard.noteFailure(login, address));
}

describe('the guard of signing in', () => {
  it('lets each failure wait longer, up to three seconds', () => {
    const guard = new SignInGuard(new TestClock());
    expect(fail(guard, 7, 'clerk', 'a')).toEqual([200, 400, 800, 1600, 3000, 3000, 3000]);
  });

  it('closes a login at an address after ten failures, until the window ends', () => {
    const clock = new TestClock();
    const guard = new SignInGuard(clock);
    fail(guard, 9, 'clerk', 'a');
    expect(guard.waitSeconds('clerk', 'a')).toBe(0);
    clock.milliseconds = 5 * MINUTE;
    fail(guard, 1, 'clerk', 'a');
    expect(guard.waitSeconds('clerk', 'a')).toBe(10 * 60);
    clock.milliseconds = 15 * MINUTE;
    expect(guard.waitSeconds('clerk', 'a')).toBe(0);
  });

  it('locks nobody out: elsewhere, and for other logins, it stays open', () => {
    const guard = new SignInGuard(new TestClock());
    fail(guard, 10, 'clerk', 'a');
    expect(guard.waitSeconds('clerk', 'b')).toBe(0);
    expect(guard.waitSeconds('provider', 'a')).toBe(0);
  });

  it('closes an address that tries a hundred times, whatever the logins', () => {
    const guard = new SignInGuard(new TestClock());
    for (let index = 0; index < 100; index += 1) fail(guard, 1, `login-${index}`, 'a');
    expect(guard.waitSeconds('anybody', 'a')).toBeGreaterThan(0);
    expect(guard.waitSeconds('anybody', 'b')).toBe(0);
  });

  it('forgets the failures of a login once the password was right', () => {
    const guard = new SignInGuard(new TestClock());
    fail(guard, 9, 'clerk', 'a');
    guard.noteSuccess('clerk', 'a');
    expect(fail(guard, 1, 'clerk', 'a')).toEqual([200]);
    expect(guard.waitSeconds('clerk', 'a')).toBe(0);
  });

  it('does not mistake one login with an address for another', () => {
    const guard = new SignInGuard(new TestClock());
    fail(guard, 10, 'a","b', 'c');
    expect(guard.waitSeconds('a', 'b","c')).toBe(0);
  });
});
