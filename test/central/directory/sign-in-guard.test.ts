import { describe, expect, it } from 'vitest';
import { SignInGuard } from '#central/directory/sign-in-guard.ts';
import { instantOf } from '#shared/kernel/instant.ts';

class TestClock {
  milliseconds = 0;
  now = () => instantOf(this.milliseconds);
  monotonicMilliseconds = () => this.milliseconds;
}

const MINUTE = 60_000;
const AT_ONCE = { outcome: 'admitted', delayMilliseconds: 0 };

/** Attempts one after the other; gives what each waits before it is told. */
function fail(guard: SignInGuard, times: number, login: string, address: string): number[] {
  return Array.from({ length: times }, () => {
    guard.admit(login, address);
    return guard.fail(login);
  });
}

describe('the guard of signing in', () => {
  it('[PR41] lets each failure wait longer, up to three seconds', () => {
    const guard = new SignInGuard(new TestClock());
    expect(fail(guard, 7, 'clerk', 'a')).toEqual([200, 400, 800, 1600, 3000, 3000, 3000]);
  });

  it('[PR41] closes a login at an address after ten failures, until the window ends', () => {
    const clock = new TestClock();
    const guard = new SignInGuard(clock);
    fail(guard, 9, 'clerk', 'a');
    clock.milliseconds = 5 * MINUTE;
    expect(guard.admit('clerk', 'a')).toEqual(AT_ONCE);
    expect(guard.admit('clerk', 'a')).toEqual({ outcome: 'refused', retryAfterSeconds: 10 * 60 });
    clock.milliseconds = 15 * MINUTE;
    expect(guard.admit('clerk', 'a')).toEqual(AT_ONCE);
  });

  it('[PR41] takes no more of many at once than of many one after the other', () => {
    const guard = new SignInGuard(new TestClock());
    const outcomes = Array.from({ length: 60 }, () => guard.admit('clerk', 'a').outcome);
    expect(outcomes.filter((outcome) => outcome === 'admitted')).toHaveLength(10);
  });

  it('[PR41] locks nobody out: elsewhere, and for other logins, it stays open', () => {
    const guard = new SignInGuard(new TestClock());
    fail(guard, 10, 'clerk', 'a');
    expect(guard.admit('clerk', 'b')).toEqual(AT_ONCE);
    expect(guard.admit('provider', 'a')).toEqual(AT_ONCE);
  });

  it('[PR41] lets an address that failed a hundred times wait, and refuses no login that did not fail', () => {
    const guard = new SignInGuard(new TestClock());
    for (let index = 0; index < 100; index += 1) fail(guard, 1, `login-${index}`, 'a');
    expect(guard.admit('one', 'a')).toEqual({ outcome: 'admitted', delayMilliseconds: 250 });
    for (let index = 0; index < 900; index += 1) fail(guard, 1, `other-${index}`, 'a');
    expect(guard.admit('two', 'a')).toEqual({ outcome: 'admitted', delayMilliseconds: 5_000 });
    expect(guard.admit('two', 'b')).toEqual(AT_ONCE);
  });

  it('[PR41] gives right attempts back, so that a large office never waits', () => {
    const guard = new SignInGuard(new TestClock());
    for (let index = 0; index < 500; index += 1) {
      expect(guard.admit(`login-${index % 7}`, 'a')).toEqual(AT_ONCE);
      guard.succeed(`login-${index % 7}`, 'a');
    }
  });

  it('[PR41] does not let a right password of one login hide failures of others', () => {
    const guard = new SignInGuard(new TestClock());
    for (let index = 0; index < 150; index += 1) {
      guard.admit('own', 'a');
      guard.succeed('own', 'a');
      fail(guard, 1, `login-${index}`, 'a');
    }
    expect(guard.admit('anybody', 'a')).not.toEqual(AT_ONCE);
    fail(guard, 10, 'victim', 'a');
    guard.admit('own', 'a');
    guard.succeed('own', 'a');
    expect(guard.admit('victim', 'a').outcome).toBe('refused');
  });

  it('forgets the failures of a login once the password was right', () => {
    const guard = new SignInGuard(new TestClock());
    fail(guard, 9, 'clerk', 'a');
    guard.admit('clerk', 'a');
    guard.succeed('clerk', 'a');
    expect(fail(guard, 1, 'clerk', 'a')).toEqual([200]);
    expect(guard.admit('clerk', 'a')).toEqual(AT_ONCE);
  });

  it('does not count an attempt that could not be looked at', () => {
    const guard = new SignInGuard(new TestClock());
    for (let index = 0; index < 50; index += 1) {
      expect(guard.admit('clerk', 'a')).toEqual(AT_ONCE);
      guard.withdraw('clerk', 'a');
    }
    expect(fail(guard, 1, 'clerk', 'a')).toEqual([200]);
  });

  it('does not mistake one login with an address for another', () => {
    const guard = new SignInGuard(new TestClock());
    fail(guard, 10, 'a","b', 'c');
    expect(guard.admit('a', 'b","c')).toEqual(AT_ONCE);
  });
});
