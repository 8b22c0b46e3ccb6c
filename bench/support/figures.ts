/** What is told of a row of figures, all in the figures' own unit. */
export interface Summary {
  readonly count: number;
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly p95: number;
}

/** Sums up at least one figure. */
export function summaryOf(figures: readonly number[]): Summary {
  return {
    count: figures.length,
    median: quantileOf(figures, 0.5),
    lowerQuartile: quantileOf(figures, 0.25),
    upperQuartile: quantileOf(figures, 0.75),
    p95: quantileOf(figures, 0.95),
  };
}

/** The value below which `share` of the figures lie, between two figures in proportion. */
function quantileOf(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const lower = sorted[Math.floor(place)];
  const upper = sorted[Math.ceil(place)];
  if (lower === undefined || upper === undefined) throw new RangeError('no figures');
  return lower + (upper - lower) * (place - Math.floor(place));
}
