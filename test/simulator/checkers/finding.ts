/** The five figures that must be 0. */
export const FIGURES = ['lost', 'duplicated', 'diverged', 'stuck', 'holes'] as const;
export type Figure = (typeof FIGURES)[number];

/** Something that must not be so: which figure counts it, which rule of `docs/sync-protocol.md` it breaks, and where. */
export interface Finding {
  readonly figure: Figure;
  readonly rule: `SM${number}`;
  /** Identifiers and outcomes, for whoever replays the run. */
  readonly about: string;
}
