import { satisfactionScale } from '#shared/case/facts/evaluation.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';

/** The marks that a recipient can give, from the hardest to the easiest. */
export function marksOf(catalogue: Catalogue): readonly string[] {
  const [lowest, highest] = satisfactionScale(catalogue);
  return Array.from({ length: highest - lowest + 1 }, (_, place) => String(lowest + place));
}
