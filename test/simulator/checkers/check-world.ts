import { checkDiverged } from './check-diverged.ts';
import { checkDuplicated } from './check-duplicated.ts';
import { checkHoles } from './check-holes.ts';
import { checkLost } from './check-lost.ts';
import { checkStuck } from './check-stuck.ts';
import { checkVerdicts } from './check-verdicts.ts';
import type { Finding } from './finding.ts';
import type { WorldFacts } from './world-facts.ts';

/** Everything that is not as it must be in a world that has healed (SM10 to SM19). */
export function checkWorld(facts: WorldFacts): readonly Finding[] {
  return [checkLost, checkDuplicated, checkDiverged, checkVerdicts, checkStuck, checkHoles].flatMap((check) =>
    check(facts),
  );
}
