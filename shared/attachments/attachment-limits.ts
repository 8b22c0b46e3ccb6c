const MEGABYTE = 1024 * 1024;

/** How much may be attached (`docs/attachments.md` AT3). */
export const ATTACHMENT_LIMITS = {
  /** Of one file. */
  bytes: 20 * MEGABYTE,
  /** Files that count, of one case. */
  filesACase: 50,
  /** Of all files that lie on one device, sent or not. */
  bytesADevice: 2048 * MEGABYTE,
  /** What a new file must leave free on the disk. The journal has its own reserve and goes on long after this. */
  freeBytes: 256 * MEGABYTE,
  /** Length of a name in code points. */
  nameCodePoints: 120,
} as const;
