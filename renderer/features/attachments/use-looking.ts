import { type KeyboardEvent, useState } from 'react';
import { findKeyName } from '#renderer/components/use-keys.ts';

/** How much larger than the width of its place something is shown. */
const ZOOMS = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4] as const;
const WHOLE_WIDTH = ZOOMS.indexOf(1);

/** How somebody looks at a picture or a page: how large, and turned how far. Keys: `+`, `-`, `0` and `R`. */
export interface Looking {
  /** 1 fills the width of its place. */
  readonly zoom: number;
  /** Clockwise, in degrees: 0, 90, 180 or 270. */
  readonly degrees: number;
  readonly canEnlarge: boolean;
  readonly canReduce: boolean;
  readonly enlarge: () => void;
  readonly reduce: () => void;
  readonly fit: () => void;
  readonly turn: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Begins with the whole width, upright. `keys` are more keys that work beside those of looking. */
export function useLooking(keys: Readonly<Record<string, () => void>> = {}): Looking {
  const [place, setPlace] = useState<number>(WHOLE_WIDTH);
  const [degrees, setDegrees] = useState(0);
  const enlarge = (): void => setPlace((at) => Math.min(ZOOMS.length - 1, at + 1));
  const reduce = (): void => setPlace((at) => Math.max(0, at - 1));
  const fit = (): void => setPlace(WHOLE_WIDTH);
  const turn = (): void => setDegrees((at) => (at + 90) % 360);
  const all: Readonly<Record<string, () => void>> = {
    '+': enlarge,
    'Shift++': enlarge,
    '=': enlarge,
    '-': reduce,
    '0': fit,
    R: turn,
    ...keys,
  };
  return {
    zoom: ZOOMS[place] ?? 1,
    degrees,
    canEnlarge: place < ZOOMS.length - 1,
    canReduce: place > 0,
    enlarge,
    reduce,
    fit,
    turn,
    onKeyDown: (event) => {
      const action = all[findKeyName(event.nativeEvent) ?? ''];
      if (action === undefined) return;
      event.preventDefault();
      action();
    },
  };
}
