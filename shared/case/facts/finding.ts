import { z } from 'zod';
import { limitedText } from '#shared/person/limited-text.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';

/** What conformity is assessed by: form, competence and completeness (requirement R47). */
export const CONFORMITY_CRITERIA = ['complete', 'signed', 'within-competence'] as const;

/** What was found about one criterion, and on which evidence it rests (requirements R11, R47, R48). */
export const Finding = z.object({
  isMet: z.boolean(),
  note: limitedText(1, DETAIL_LIMITS.note).optional(),
  evidence: z.array(z.string()).max(50),
});
export type Finding = z.infer<typeof Finding>;

/** The findings of one assessment, by criterion. */
export const Findings = z.record(z.string(), Finding);
export type Findings = z.infer<typeof Findings>;

/** Findings as they are typed. */
export const TypedFindings = z.record(z.string(), Finding.extend({ note: z.string().optional() }));
export type TypedFindings = z.infer<typeof TypedFindings>;
