import { z } from 'zod';
import { NeedMet } from '#shared/case/facts/evaluation.ts';
import { Identifier } from '#shared/kernel/identifier.ts';
import { IsoWeek } from '#shared/kernel/iso-week.ts';

/** Most answers in one request. */
export const MOST_ANSWERS = 200;

const Mark = z.int().min(0).max(10);

/**
 * What a recipient said of a service, apart from the case and everybody in it (`docs/satisfaction.md`): no identifier
 * of anything else, no instant. The office is that of the device that brings it.
 */
export const SatisfactionAnswer = z
  .object({
    /** Random, minted for this answer alone; by it a repeat is known. */
    token: Identifier,
    service: z.string().regex(/^[a-z0-9-]{1,64}$/),
    week: IsoWeek,
    /** The lowest and the highest mark that could be given. */
    scale: z.tuple([Mark, Mark]),
    score: Mark,
    /** Null where they did not say. */
    needMet: NeedMet.nullable(),
  })
  .refine(({ scale: [lowest, highest], score }) => lowest <= score && score <= highest, 'not on the scale');
export type SatisfactionAnswer = z.infer<typeof SatisfactionAnswer>;

/** `POST /api/satisfaction` */
export const SatisfactionRequest = z.object({
  answers: z.array(SatisfactionAnswer).min(1).max(MOST_ANSWERS),
});
export type SatisfactionRequest = z.infer<typeof SatisfactionRequest>;

/** All of them are kept. */
export const SatisfactionTaken = z.object({ taken: z.int().min(1) });

const OfService = z.object({ service: z.string(), scale: z.tuple([z.int(), z.int()]) });

/** `GET /api/oversight/satisfaction`: what was said of each service, where enough people said something. */
export const SatisfactionFigures = z.object({
  /** The smallest number of answers of which something is told. */
  fewest: z.int(),
  services: z.array(
    z.discriminatedUnion('kind', [
      OfService.extend({
        kind: z.literal('told'),
        count: z.int(),
        average: z.number(),
        needMet: z.object({ yes: z.int(), partly: z.int(), no: z.int(), unsaid: z.int() }),
      }),
      OfService.extend({ kind: z.literal('too-few') }),
    ]),
  ),
});
export type SatisfactionFigures = z.infer<typeof SatisfactionFigures>;
