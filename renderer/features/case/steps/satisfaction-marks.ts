import type { Catalogue } from '#shared/catalogue/public-service.ts';

/** The scale of a catalogue that has none of its own (CL45). */
const USUAL_SCALE = [1, 5] as const;

/** The marks that a recipient can give, from the hardest to the easiest. */
export function marksOf({ satisfaction }: Catalogue): readonly string[] {
  const [lowest, highest] = satisfaction?.scale ?? USUAL_SCALE;
  return Array.from({ length: highest - lowest + 1 }, (_, place) => String(lowest + place));
}
