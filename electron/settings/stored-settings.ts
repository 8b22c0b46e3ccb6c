import { z } from 'zod';
import { Settings } from '#shared/bridge/settings.ts';

/** What the settings file holds: the settings, and the news that nobody has read yet. */
export const StoredSettings = Settings.extend({
  /** Name of the broken file that these settings took the place of, until a person has read of it. */
  setAside: z.string().nullable().default(null),
});
export type StoredSettings = z.infer<typeof StoredSettings>;
