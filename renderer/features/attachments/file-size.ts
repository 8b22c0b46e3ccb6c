const UNITS = [
  { name: 'GB', bytes: 1024 ** 3, steps: 10 },
  { name: 'MB', bytes: 1024 ** 2, steps: 10 },
] as const;
const SMALLEST = { name: 'KB', bytes: 1024, steps: 1 } as const;

/** A size as people read it: `412 KB`, `2,4 MB`. Rounded up, so that a file over a limit never looks as if it were at it. */
export function formatFileSize(bytes: number, language: string): string {
  const { name, bytes: size, steps } = UNITS.find((unit) => bytes >= unit.bytes) ?? SMALLEST;
  const amount = Math.ceil((bytes / size) * steps) / steps;
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(amount)} ${name}`;
}
