import { z } from 'zod';

/** One step of the settings from one version to the next. Final once released. */
interface SettingsMigration {
  readonly from: number;
  readonly change: (content: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/** All steps, in order. Version 1 is the first, so there is none yet. */
export const SETTINGS_MIGRATIONS: readonly SettingsMigration[] = [];

/** A file without a version is one of the first. */
const Versioned = z.looseObject({ version: z.int().min(1).default(1) });

/**
 * The content of a settings file, brought to the present version step by step. What is no object, or is of a later
 * version, comes back as it is: reading it will refuse it.
 */
export function migrateSettings(
  content: unknown,
  migrations: readonly SettingsMigration[] = SETTINGS_MIGRATIONS,
): unknown {
  const versioned = Versioned.safeParse(content);
  if (!versioned.success) return content;
  let { data } = versioned;
  for (const { from, change } of migrations) {
    if (data.version === from) data = { ...change(data), version: from + 1 };
  }
  return data;
}
