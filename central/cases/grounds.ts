import type { Refusal } from '#shared/case/refusal.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';

/** Why the rules refused, as a verdict says it. */
export function groundsOf(problem: Refusal): Extract<Verdict, { outcome: 'rejected' }>['grounds'] {
  return { code: problem.code, ...('issues' in problem ? { issues: [...problem.issues] } : {}) };
}
