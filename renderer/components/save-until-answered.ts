import type { SaveOutcome } from '#renderer/counter/counter-api.ts';

const PAUSE_MILLISECONDS = 2000;

/** Whether nobody knows yet if something was saved. */
export function isUncertain(outcome: SaveOutcome | undefined): boolean {
  return outcome?.outcome === 'not-saved' && outcome.cause === 'no-confirmation';
}

/**
 * Saves, and asks the writer with the very same content again and again while it does not say what became of that
 * (SE41): no duplicate can arise, and what it says in the end is true. `onUncertain` is told each time, so that the form
 * takes no change meanwhile.
 */
export async function saveUntilAnswered(
  save: () => Promise<SaveOutcome>,
  onUncertain: (outcome: SaveOutcome) => void,
): Promise<SaveOutcome> {
  for (;;) {
    const outcome = await save();
    if (!isUncertain(outcome)) return outcome;
    onUncertain(outcome);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
}
