import { z } from 'zod';
import { Instant } from '#shared/kernel/instant.ts';

/** The name of a file in the scanner folder: a plain one, that leads nowhere else. */
export const ScanName = z
  .string()
  .min(1)
  .max(255)
  .refine((name) => !/[/\\\0]/.test(name) && name !== '.' && name !== '..', 'a plain name');

/** A file that a scanner has put down, whole. */
export const Scan = z.object({ name: ScanName, bytes: z.int().min(1), scannedAt: Instant });
export type Scan = z.infer<typeof Scan>;

/** The scanner folder as the shell sees it (`docs/attachments.md`). */
export const ScanFolder = z.discriminatedUnion('kind', [
  /** A browser has none. */
  z.object({ kind: z.literal('not-offered') }),
  z.object({ kind: z.literal('none') }),
  /** Chosen, and not there now: a network drive, a memory stick. */
  z.object({ kind: z.literal('out-of-reach'), folder: z.string() }),
  /** `scans` are new ones, oldest first. */
  z.object({ kind: z.literal('watched'), folder: z.string(), scans: z.array(Scan) }),
]);
export type ScanFolder = z.infer<typeof ScanFolder>;

/** What a person decided about a scan. */
export const ScanSettlement = z.object({ name: ScanName, as: z.enum(['attached', 'ignored']) });
