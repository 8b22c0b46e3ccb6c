import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { look } from './test/support/axe-command.ts';
import { findChromium } from './test/support/find-chromium.ts';

// `shared` runs without a DOM, `node` talks to a real PostgreSQL and real files, `browser` to real IndexedDB and OPFS.
export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'shared',
          include: ['test/shared/**/*.test.ts'],
          environment: 'node',
          // Properties walk many random courses, and the machine may be busy with the rest.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          // One thread, virtual time and memory: no database, no file, no network.
          name: 'simulator',
          include: ['test/simulator/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'node',
          include: ['test/{architecture,central,chaos,electron,renderer,bench}/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['test/support/postgres-cluster.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/{renderer,contracts}/**/*.browser.{ts,tsx}'],
          testTimeout: 30_000,
          // What is looked for comes later on a busy machine.
          expect: { poll: { timeout: 15_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: { look },
            provider: playwright({
              launchOptions: {
                executablePath: findChromium(),
                args: [
                  '--no-sandbox',
                  // A camera that shows a moving test picture, and a person who allows it.
                  '--use-fake-device-for-media-stream',
                  '--use-fake-ui-for-media-stream',
                ],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
