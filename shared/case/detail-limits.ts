/** How long the texts that are written on a case may be, in code points after NFC (`docs/case-lifecycle.md`). */
export const DETAIL_LIMITS = { line: 200, reason: 500, note: 1000, reasons: 4000 } as const;
