import { both, type DefectRow, s0, s1, select } from './defect-row.ts';

/** Defects of conditions, fields, variants and stages (CA23 to CA31). */
export const fieldDefects: readonly DefectRow[] = [
  [
    'CA23',
    'a condition without a source',
    (d) => (s0(d).fields[3].showIf = { equals: 'a' }),
    '/services/0/fields/3/showIf condition-source',
  ],
  [
    'CA23',
    'a condition with two sources',
    (d) => (s0(d).fields[3].showIf = { field: 'legalGround', common: 'phone', equals: 'lease' }),
    '/services/0/fields/3/showIf condition-source',
  ],
  [
    'CA23',
    'a condition without an operator',
    (d) => (s0(d).fields[3].showIf = { field: 'legalGround' }),
    '/services/0/fields/3/showIf condition-operator',
  ],
  [
    'CA23',
    'a condition with two operators',
    (d) => (s0(d).evidence[1].requiredIf = { field: 'legalGround', equals: 'lease', in: ['other'] }),
    '/services/0/evidence/1/requiredIf condition-operator',
  ],
  [
    'CA23',
    'a condition with a third key',
    (d) => (s0(d).fields[3].showIf.greaterThan = 3),
    '/services/0/fields/3/showIf condition-key',
  ],
  [
    'CA23',
    'a comparison with null',
    (d) => (s0(d).fields[3].showIf = { field: 'legalGround', equals: null }),
    '/services/0/fields/3/showIf/equals wrong-type',
  ],
  [
    'CA24',
    'a condition on an unknown field',
    (d) => (s0(d).fields[3].showIf.field = 'x'),
    '/services/0/fields/3/showIf/field unknown-reference',
  ],
  [
    'CA24',
    'requiredIf on an unknown field',
    (d) => (s0(d).fields[3].requiredIf = { field: 'x', equals: 1 }),
    '/services/0/fields/3/requiredIf/field unknown-reference',
  ],
  [
    'CA24',
    'a condition on an unknown common field',
    (d) => (s0(d).evidence[1].requiredIf = { common: 'newAddress', equals: 'x' }),
    '/services/0/evidence/1/requiredIf/common unknown-reference',
  ],
  [
    'CA24',
    'a condition on an unknown question',
    (d) => (s0(d).evidence[1].requiredIf = { eligibility: 'x', equals: true }),
    '/services/0/evidence/1/requiredIf/eligibility unknown-reference',
  ],
  [
    'CA24',
    'a common field asking a question',
    (d) => (d.commonFields[0].showIf = { eligibility: 'lives-there', equals: true }),
    '/commonFields/0/showIf/eligibility unknown-reference',
  ],
  [
    'CA25',
    'a value that is no option',
    (d) => (s0(d).fields[3].showIf.notEquals = 'rent'),
    '/services/0/fields/3/showIf/notEquals not-an-option',
  ],
  [
    'CA25',
    'a listed value that is no option',
    (d) => (s0(d).evidence[1].requiredIf.in[1] = 'rent'),
    '/services/0/evidence/1/requiredIf/in/1 not-an-option',
  ],
  [
    'CA25',
    'a text for a boolean',
    (d) => (s0(d).fields[6].showIf.equals = 'true'),
    '/services/0/fields/6/showIf/equals wrong-comparison',
  ],
  [
    'CA25',
    'a number for a question',
    (d) => (s0(d).evidence[1].requiredIf = { eligibility: 'lives-there', equals: 1 }),
    '/services/0/evidence/1/requiredIf/equals wrong-comparison',
  ],
  [
    'CA25',
    'a number for a date',
    (d) => (s0(d).evidence[1].requiredIf = { field: 'moveDate', equals: 1 }),
    '/services/0/evidence/1/requiredIf/equals wrong-comparison',
  ],
  [
    'CA26',
    'crossed limits of a number',
    (d) =>
      s0(d).fields.push(select('n', { type: 'number', options: undefined, validation: { min: 2, max: 1 } })),
    '/services/0/fields/7/validation/min limits-crossed',
  ],
  [
    'CA26',
    'crossed lengths',
    (d) =>
      s0(d).fields.push(
        select('n', { type: 'text', options: undefined, validation: { minLength: 2, maxLength: 1 } }),
      ),
    '/services/0/fields/7/validation/minLength limits-crossed',
  ],
  [
    'CA26',
    'crossed days',
    (d) => (s0(d).fields[1].validation = { minDaysAhead: 9, maxDaysAhead: 8 }),
    '/services/0/fields/1/validation/minDaysAhead limits-crossed',
  ],
  [
    'CA26',
    'a scale the wrong way round',
    (d) => (d.satisfaction.scale = [5, 1]),
    '/satisfaction/scale/0 limits-crossed',
  ],
  [
    'CA27',
    'a broken pattern',
    (d) => (d.commonFields[8].validation.pattern = '^[A-Z'),
    '/commonFields/8/validation/pattern not-a-pattern',
  ],
  [
    'CA27',
    'a pattern that only works without the flag',
    (d) => (d.commonFields[8].validation.pattern = '\\-a'),
    '/commonFields/8/validation/pattern not-a-pattern',
  ],
  [
    'CA27',
    'a pattern that only works when it is wrapped',
    (d) => (d.commonFields[8].validation.pattern = 'a)(b'),
    '/commonFields/8/validation/pattern not-a-pattern',
  ],
  [
    'CA28',
    'a select without options',
    (d) => delete d.commonFields[2].options,
    '/commonFields/2/options select-without-options',
  ],
  [
    'CA28',
    'a select with an empty list',
    (d) => (d.commonFields[2].options = []),
    '/commonFields/2/options select-without-options',
  ],
  [
    'CA28',
    'a select whose options are retired',
    (d) => s0(d).fields.push(select('x', { options: [{ value: 'a', label: both, retired: true }] })),
    '/services/0/fields/7/options select-without-options',
  ],
  [
    'CA29',
    'a limit of a million days',
    (d) => (s0(d).fields[1].validation.maxAgeDays = 1e6),
    '/services/0/fields/1/validation/maxAgeDays number-too-large',
  ],
  [
    'CA30',
    'variants without a field',
    (d) => (s0(d).variants = [{ id: 'a', title: both, decision: { value: 1, unit: 'month' } }]),
    '/services/0/variants no-variant-field',
  ],
  [
    'CA30',
    'a variant field that is no select',
    (d) => {
      s0(d).fields[0].id = 'variant';
      s0(d).variants = [{ id: 'a', title: both, decision: { value: 1, unit: 'month' } }];
    },
    '/services/0/fields/0/type variant-field-not-select',
  ],
  [
    'CA30',
    'an option without its variant',
    (d) => s1(d).fields[0].options.push({ value: 'gold', label: both }),
    '/services/1/fields/0/options/4/value unknown-reference',
  ],
  [
    'CA30',
    'a variant without its option',
    (d) => s1(d).variants.push({ id: 'gold', title: both, decision: { value: 1, unit: 'month' } }),
    '/services/1/variants/4 variant-not-selectable',
  ],
  ['CA31', 'three stages', (d) => s0(d).stages.pop(), '/services/0/stages stage-order'],
  ['CA31', 'stages in another order', (d) => s0(d).stages.reverse(), '/services/0/stages stage-order'],
  ['CA31', 'stages at the top in another order', (d) => d.stages.reverse(), '/stages stage-order'],
  [
    'CA31',
    'a stage of another name',
    (d) => (s0(d).stages[1].stage = 'waiting'),
    '/services/0/stages/1/stage value-not-allowed',
  ],
];
