/** What is done to single requests on the line of a counter. */
export const REQUEST_FAULTS = [
  'request-dropped',
  'answer-lost',
  'request-cut',
  'answer-cut',
  'request-duplicated',
  'request-repeated-late',
  'request-delayed',
  'requests-reordered',
  'half-open',
] as const;
export type RequestFault = (typeof REQUEST_FAULTS)[number];

/** What is done to whole machines, one after the other. */
export const HOUSE_FAULTS = [
  'browser-killed',
  'centre-killed',
  'database-killed',
  'database-process-killed',
  'store-deleted',
  'disk-full',
  'line-cut',
  'captive-portal',
  'gateway-errors',
  'second-tab',
  'frozen-leader',
] as const;
export type HouseFault = (typeof HOUSE_FAULTS)[number];

export type FaultKind = RequestFault | HouseFault;

/** How often each fault really happened. */
export class FaultCounts {
  readonly #counts = new Map<FaultKind, number>(
    [...HOUSE_FAULTS, ...REQUEST_FAULTS].map((kind) => [kind, 0] as const),
  );

  add(kind: FaultKind): void {
    this.#counts.set(kind, this.of(kind) + 1);
  }

  of(kind: FaultKind): number {
    return this.#counts.get(kind) ?? 0;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Every kind with its count, also those that did not happen. */
  toJSON(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}
