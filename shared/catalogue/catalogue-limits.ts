/** How large a catalogue file and its parts may be (`docs/catalogue.md`, CA1 to CA6, CA14 and CA17). */
export const CATALOGUE_LIMITS = {
  /** Bytes of the whole file. A reader of files asks before it reads. */
  bytes: 4 * 1024 * 1024,
  /** Lists and objects inside one another. The format itself needs nine. */
  depth: 64,
  /** Code points of a key. */
  keyCodePoints: 200,
  /** Code points of any text, after NFC. */
  textCodePoints: 8_000,
  /** Code points of an identifier. */
  identifierCodePoints: 64,
  /** Findings, and likewise notes, that are told one by one. */
  findings: 200,
  /** Defects after which the rest of a file is not looked at. */
  countedDefects: 100_000,
  /** The longest time that a service may promise, by unit; beyond it dates leave the calendar. */
  time: { immediate: 0, minute: 525_600, 'calendar-day': 36_500, 'working-day': 36_500, month: 1_200 },
} as const;
