import { describe, expect, it } from 'vitest';
import { migrateSettings, SETTINGS_MIGRATIONS } from '#electron/settings/migrate-settings.ts';

const STEPS = [
  { from: 1, change: ({ speech, ...rest }: Record<string, unknown>) => ({ ...rest, language: speech }) },
  { from: 2, change: (content: Record<string, unknown>) => ({ ...content, zoomPercent: 100 }) },
];

describe('settings of an earlier version', () => {
  it('[DT13] go through every step from theirs to the present one', () => {
    const present = { version: 3, language: 'en', zoomPercent: 100 };
    expect(migrateSettings({ speech: 'en' }, STEPS)).toEqual(present);
    expect(migrateSettings({ version: 1, speech: 'en' }, STEPS)).toEqual(present);
    expect(migrateSettings({ version: 2, language: 'en' }, STEPS)).toEqual(present);
    expect(migrateSettings(present, STEPS)).toEqual(present);
  });

  it('[DT13] of a later version, or no settings at all, are left for the reader to refuse', () => {
    for (const content of [{ version: 9, language: 'en' }, { version: 'one' }, [], null, 'text']) {
      expect(migrateSettings(content, STEPS)).toEqual(content);
    }
  });

  it('[DT13] the steps stand in order without a hole', () => {
    expect(SETTINGS_MIGRATIONS.map(({ from }) => from)).toEqual(
      SETTINGS_MIGRATIONS.map((_, place) => place + 1),
    );
  });
});
