import { defineConfig } from '@playwright/test';
import { findChromium } from './test/support/find-chromium.ts';

// `web` drives the web application against a real centre, `a11y` looks at every screen, `desktop` runs the built shell
// on Electron or, where its binary cannot be had, on the stand-in.
export default defineConfig({
  testDir: 'test',
  outputDir: 'test-results/playwright',
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: { launchOptions: { executablePath: findChromium(), args: ['--no-sandbox'] } },
  projects: [
    { name: 'web', testMatch: 'e2e/**/*.spec.ts', testIgnore: 'e2e/accessibility.spec.ts' },
    { name: 'a11y', testMatch: 'e2e/accessibility.spec.ts' },
    { name: 'desktop', testMatch: 'electron/**/*.spec.ts' },
  ],
});
