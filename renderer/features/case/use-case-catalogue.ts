import { useEffect, useState } from 'react';
import { useApp } from '#renderer/context/app-context.tsx';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { Digest } from '#shared/kernel/identifier.ts';

/** How long a version may take before it is told that it is not here. */
const PATIENCE_MILLISECONDS = 1000;

/**
 * The version of the catalogue that a case was made by; `undefined` while it is being looked for, `missing` while it
 * cannot be had. It is looked for again whenever the centre has answered.
 */
export function useCaseCatalogue(digest: Digest | undefined): Catalogue | 'missing' | undefined {
  const { counter, status } = useApp();
  const { answeredAt } = status.sync;
  const [catalogue, setCatalogue] = useState<Catalogue | 'missing'>();
  const isFound = catalogue !== undefined && catalogue !== 'missing';
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer of the centre is the occasion to look again.
  useEffect(() => {
    if (digest === undefined || isFound) return;
    let isWanted = true;
    const giveUp = (): void => setCatalogue((present) => present ?? 'missing');
    const patience = setTimeout(giveUp, PATIENCE_MILLISECONDS);
    void counter
      .readCatalogue(digest)
      .catch(() => undefined)
      .then((found) => {
        if (!isWanted) return;
        clearTimeout(patience);
        if (found === undefined) giveUp();
        else setCatalogue(found);
      });
    return () => {
      isWanted = false;
      clearTimeout(patience);
    };
  }, [counter, digest, isFound, answeredAt]);
  return catalogue;
}
