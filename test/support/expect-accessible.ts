import { expect } from 'vitest';
import { commands } from 'vitest/browser';

/** Expects that axe finds nothing wrong in the part that `renderScreen` shows, and that it looked at something. */
export async function expectAccessible(): Promise<void> {
  const { faults, kept } = await commands.look();
  expect(faults).toEqual([]);
  expect(kept).toBeGreaterThan(1);
}
