import { z } from 'zod';
import { Language } from '#shared/kernel/localized-text.ts';

/** Paper that the program prints on; each kind may have a printer of its own. */
export const PaperKind = z.enum(['receipt', 'ticket', 'a4']);
export type PaperKind = z.infer<typeof PaperKind>;

/** Address of a centre: scheme, host and port, nothing behind it. Plain http only to this computer itself. */
export const CentreOrigin = z
  .string()
  .refine(isCentreOrigin, 'https://host, or http:// to this computer only, without a path');

function isCentreOrigin(text: string): boolean {
  const match = /^(https?):\/\/(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i.exec(text);
  if (match === null) return false;
  const isOwnComputer = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(match[2] ?? '');
  return match[1]?.toLowerCase() === 'https' || isOwnComputer;
}

/**
 * Settings of one computer. Every member has a default, so that a file of an earlier version reads. Whose counter this
 * is, is not a setting: enrolment keeps that beside the journal; `workplace` only remembers what was chosen.
 */
export const Settings = z.object({
  version: z.literal(1).default(1),
  language: Language.default('lv'),
  centre: CentreOrigin.default('http://127.0.0.1:4710'),
  workplace: z
    .object({ office: z.string().max(64), counter: z.string().max(64).nullable() })
    .nullable()
    .default(null),
  window: z
    .object({
      width: z.int().min(640).max(16_000),
      height: z.int().min(480).max(16_000),
      x: z.int().nullable(),
      y: z.int().nullable(),
      isMaximized: z.boolean(),
    })
    .default({ width: 1366, height: 768, x: null, y: null, isMaximized: false }),
  zoomPercent: z.int().min(50).max(400).default(100),
  /** Printer by kind of paper; the system's own choice where there is none. */
  printers: z.partialRecord(PaperKind, z.string().max(200)).default({}),
  /** The folder into which a scanner puts its files. Chosen in the system's own window, never named by a page. */
  scanFolder: z.string().max(4096).nullable().default(null),
});
export type Settings = z.infer<typeof Settings>;

/** What a person may change. */
export const SettingsChange = z
  .object({
    language: Language,
    centre: CentreOrigin,
    workplace: Settings.shape.workplace.unwrap(),
    zoomPercent: Settings.shape.zoomPercent.unwrap(),
    printers: Settings.shape.printers.unwrap(),
  })
  .partial();
export type SettingsChange = z.infer<typeof SettingsChange>;

/** The settings, and whether a file that could not be read was set aside (its name) before defaults took its place. */
export const SettingsReading = z.object({ settings: Settings, setAside: z.string().nullable() });
export type SettingsReading = z.infer<typeof SettingsReading>;
