const DOT = '•';

/**
 * A person code for lists: `•••••••1234`, the last four digits of a normalised code (`docs/checking.md` PC16).
 * Anything else is hidden whole, so that a fault shows less, not more.
 */
export function maskPersonCode(code: string): string {
  return /^\d{6}-\d{5}$/.test(code) ? DOT.repeat(7) + code.slice(-4) : DOT.repeat(11);
}
