import { defineConfig } from '@playwright/test';

/** Runs the stand-in's own tests alone: `npx playwright test -c test/electron/standin/playwright.config.ts`. */
const config = defineConfig({ testDir: '.', timeout: 60_000, workers: 1, reporter: 'list' });

// biome-ignore lint/style/noDefaultExport: Playwright takes its configuration from the default export
export default config;
