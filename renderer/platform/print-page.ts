/**
 * What came of asking for the page to be printed. `offered`: the window to print in opened; whether paper came out, no
 * program is told. `not-opened`: nothing opened; `refused`: the browser said why.
 */
export type PrintOutcome =
  | { readonly outcome: 'offered' }
  | { readonly outcome: 'failed'; readonly cause: 'not-opened' | 'refused'; readonly reason: string };

/** Opens the print dialog of the browser or of the desktop program for what the page offers to be printed. */
export function printPage(
  page: Pick<Window, 'print' | 'addEventListener' | 'removeEventListener'>,
): PrintOutcome {
  let isOffered = false;
  const listener = (): void => {
    isOffered = true;
  };
  page.addEventListener('beforeprint', listener);
  try {
    page.print();
  } catch (error) {
    return { outcome: 'failed', cause: 'refused', reason: error instanceof Error ? error.message : '' };
  } finally {
    page.removeEventListener('beforeprint', listener);
  }
  return isOffered ? { outcome: 'offered' } : { outcome: 'failed', cause: 'not-opened', reason: '' };
}
