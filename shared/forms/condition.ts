import { z } from 'zod';

/** An answer that a condition can look at. `undefined` is: not answered, or hidden. */
export type ConditionValue = string | number | boolean | undefined;

/** What conditions look at: the answers of the service's fields, the common fields and the eligibility questions. */
export interface ConditionFacts {
  readonly field: (id: string) => ConditionValue;
  readonly common: (id: string) => ConditionValue;
  readonly eligibility: (id: string) => ConditionValue;
}

const Scalar = z.union([z.string(), z.number(), z.boolean()]);

/**
 * A condition of the catalogue: exactly one source and exactly one operator, a non-empty list for `in` and `notIn`.
 */
export const Condition = z
  .object({
    field: z.string().optional(),
    common: z.string().optional(),
    eligibility: z.string().optional(),
    equals: Scalar.optional(),
    notEquals: Scalar.optional(),
    in: z.array(Scalar).nonempty().optional(),
    notIn: z.array(Scalar).nonempty().optional(),
  })
  .refine(
    (condition) =>
      [condition.field, condition.common, condition.eligibility].filter((source) => source !== undefined)
        .length === 1,
    'exactly one of field, common and eligibility',
  )
  .refine(
    (condition) =>
      [condition.equals, condition.notEquals, condition.in, condition.notIn].filter(
        (operator) => operator !== undefined,
      ).length === 1,
    'exactly one of equals, notEquals, in and notIn',
  );
export type Condition = z.infer<typeof Condition>;

/**
 * Whether `condition` holds. An unanswered or hidden source makes `equals` and `in` false, `notEquals` and `notIn`
 * true (`docs/checking.md`).
 */
export function holds(condition: Condition, facts: ConditionFacts): boolean {
  const actual = sourceValue(condition, facts);
  if (condition.equals !== undefined) return actual === condition.equals;
  if (condition.notEquals !== undefined) return actual !== condition.notEquals;
  if (condition.in !== undefined) return actual !== undefined && condition.in.includes(actual);
  return actual === undefined || !(condition.notIn ?? []).includes(actual);
}

function sourceValue(condition: Condition, facts: ConditionFacts): ConditionValue {
  if (condition.field !== undefined) return facts.field(condition.field);
  if (condition.common !== undefined) return facts.common(condition.common);
  return condition.eligibility === undefined ? undefined : facts.eligibility(condition.eligibility);
}
