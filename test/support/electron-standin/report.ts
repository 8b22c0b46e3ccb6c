/** Writes one line about the stand-in itself to standard error, where a failing test shows it. */
export function report(message: string, cause?: unknown): void {
  const detail = cause instanceof Error ? `: ${cause.stack ?? cause.message}` : '';
  process.stderr.write(`electron stand-in: ${message}${detail}\n`);
}
