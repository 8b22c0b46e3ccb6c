/** How large a calendar file may be ([SL28]), and of which years it may speak. */
export const CALENDAR_LIMITS = {
  /** Bytes of the whole file; a year has about 5,000. A reader of files asks before it reads. */
  bytes: 1024 * 1024,
  /** Any other year is a slip of the finger. */
  firstYear: 2000,
  lastYear: 2199,
  /** Faults that are told one by one. */
  faults: 200,
} as const;
