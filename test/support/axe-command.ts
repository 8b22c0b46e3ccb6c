import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type {} from '@vitest/browser-playwright';
import type { BrowserCommand } from 'vitest/node';

// By the same rules as `test/e2e/accessibility.spec.ts`, and the same axe.
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const ofPlaywright = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const source = readFileSync(ofPlaywright.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe found: the faults, and how many rules were kept. */
interface AxeFindings {
  readonly faults: readonly string[];
  readonly kept: number;
}

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** What axe finds in the part that `renderScreen` shows. */
    look: () => Promise<AxeFindings>;
  }
}

/** Runs axe in the frame that the tests run in. */
export const look: BrowserCommand<[]> = async ({ frame }): Promise<AxeFindings> => {
  const tested = await frame();
  const run = `axe.run('main', { runOnly: ${JSON.stringify(RULES)} }).then(({ violations, passes }) => ({
    faults: violations.map(({ id, nodes }) =>
      id + ': ' + nodes.map(({ target, any }) => target + ' ' + (any[0]?.message ?? '')).join(' | ')),
    kept: passes.length,
  }))`;
  await tested.evaluate(`${source};0`);
  return await tested.evaluate<AxeFindings>(run);
};
