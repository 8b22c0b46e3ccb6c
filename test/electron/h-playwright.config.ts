import { defineConfig } from '@playwright/test';
export default defineConfig({ testDir: '/work/main/test/electron', testMatch: '**/*.spec.ts', testIgnore: '**/standin/**', timeout: 60_000, workers: 1, reporter: 'list', outputDir: '/tmp/h-pw' });
