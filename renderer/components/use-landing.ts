import { useEffect, useState } from 'react';

/**
 * Where the focus goes when a person comes to a list: to its heading, or, when they come back, to the row they left.
 * A list that has become empty meanwhile has no rows. `matching` is how many rows there are, once that is known.
 */
export function useLanding(isComingBack: boolean, matching: number | undefined): 'heading' | 'row' {
  const [landing, setLanding] = useState<'heading' | 'row'>(isComingBack ? 'row' : 'heading');
  const [isKnown, setKnown] = useState(false);
  useEffect(() => {
    if (matching === undefined || isKnown) return;
    setKnown(true);
    if (matching === 0) setLanding('heading');
  }, [matching, isKnown]);
  return landing;
}
