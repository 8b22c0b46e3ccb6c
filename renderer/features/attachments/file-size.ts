const KILOBYTE = 1024;
const MEGABYTE = KILOBYTE * KILOBYTE;

/** A size as people read it: `412 KB`, `2,4 MB`. Rounded up, so that a file over a limit never looks as if it were at it. */
export function formatFileSize(bytes: number, language: string): string {
  const inMegabytes = bytes >= MEGABYTE;
  const unit = inMegabytes ? MEGABYTE / 10 : KILOBYTE;
  const amount = Math.ceil(bytes / unit) / (inMegabytes ? 10 : 1);
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(amount)} ${inMegabytes ? 'MB' : 'KB'}`;
}
