import { readFileSync } from 'node:fs';

/**
 * The catalogue as JSON, as far as the generator of requests looks at it. This is a second reader of the file, apart
 * from the program's own, so that a mistake in one of them shows.
 */
export interface CatalogueJson {
  readonly commonFields: readonly FieldJson[];
  readonly services: readonly ServiceJson[];
}

export interface ConditionJson {
  readonly field?: string;
  readonly common?: string;
  readonly eligibility?: string;
  readonly equals?: Scalar;
  readonly notEquals?: Scalar;
  readonly in?: readonly Scalar[];
  readonly notIn?: readonly Scalar[];
}

export type Scalar = string | number | boolean;

export interface FieldJson {
  readonly id: string;
  readonly type: string;
  readonly required: boolean;
  readonly requiredIf?: ConditionJson;
  readonly showIf?: ConditionJson;
  readonly retired?: boolean;
  readonly options?: readonly { readonly value: string; readonly retired?: boolean }[];
  readonly validation: {
    readonly pattern?: string;
    readonly min?: number;
    readonly max?: number;
    readonly minLength?: number;
    readonly maxLength?: number;
    readonly notFuture?: boolean;
    readonly notPast?: boolean;
    readonly maxAgeDays?: number;
    readonly minDaysAhead?: number;
    readonly maxDaysAhead?: number;
    readonly notBeforeField?: string;
    readonly latvianLetters?: boolean;
  };
}

export interface ServiceJson {
  readonly code: string;
  readonly id: string;
  readonly audience: readonly string[];
  readonly variants: readonly { readonly id: string; readonly retired?: boolean }[];
  readonly eligibility: readonly {
    readonly id: string;
    readonly expected: boolean;
    readonly onFail: 'refuse' | 'redirect' | 'warn';
  }[];
  readonly fields: readonly FieldJson[];
  readonly evidence: readonly {
    readonly id: string;
    readonly mode: string;
    readonly required: boolean;
    readonly requiredIf?: ConditionJson;
  }[];
  readonly fees: readonly {
    readonly id: string;
    readonly amount: number | null;
    readonly payWhen: string;
    readonly variant?: string;
    readonly exemptions: readonly unknown[];
  }[];
}

/** The demonstration catalogue. */
export function readDemoCatalogue(): CatalogueJson {
  const file = new URL('../../../central/demo/catalogue.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Whether a condition of the catalogue holds. `find` gives the value of a source, `undefined` when unanswered. */
export function isMet(
  condition: ConditionJson,
  find: (source: 'field' | 'common' | 'eligibility', id: string) => Scalar | undefined,
): boolean {
  const source = (['field', 'common', 'eligibility'] as const).find((name) => condition[name] !== undefined);
  if (source === undefined) throw new Error('a condition without a source');
  const value = find(source, condition[source] ?? '');
  if ('equals' in condition) return value === condition.equals;
  if ('notEquals' in condition) return value !== condition.notEquals;
  if (condition.in !== undefined) return condition.in.some((member) => member === value);
  if (condition.notIn !== undefined) return !condition.notIn.some((member) => member === value);
  throw new Error('a condition without an operator');
}
