import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

const BUSY_MILLISECONDS = 300;

/**
 * Stops the process of a browser that draws `page` and runs its workers, as a system does that has put a tab to sleep;
 * the protocol of the developer tools freezes nothing in a browser without a window. Gives what wakes it again, or
 * `undefined` where the process is not found. Which one it is shows when the page is kept busy.
 */
export async function freezeRenderer(browser: number, page: Page): Promise<(() => void) | undefined> {
  const before = workOfRenderers(browser);
  await page.evaluate((milliseconds) => {
    const until = performance.now() + milliseconds;
    while (performance.now() < until) Math.hypot(until, milliseconds);
  }, BUSY_MILLISECONDS);
  const [busiest] = [...workOfRenderers(browser)]
    .map(([pid, work]) => ({ pid, done: work - (before.get(pid) ?? 0) }))
    .sort((a, b) => b.done - a.done);
  if (busiest === undefined || busiest.done === 0) return undefined;
  signal(busiest.pid, 'SIGSTOP');
  return () => signal(busiest.pid, 'SIGCONT');
}

/** How long each of them has computed, in ticks. */
function workOfRenderers(browser: number): ReadonlyMap<number, number> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(pids.flatMap((name) => workOfRenderer(browser, Number(name))));
}

function workOfRenderer(browser: number, pid: number): readonly (readonly [number, number])[] {
  try {
    if (!readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('--type=renderer')) return [];
    // The name stands in brackets and may hold anything; behind it the third is the group and the twelfth the work.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    return fields[2] === browser ? [[pid, fields[11] ?? 0]] : [];
  } catch {
    // It has just ended.
    return [];
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ESRCH') throw failure;
  }
}
