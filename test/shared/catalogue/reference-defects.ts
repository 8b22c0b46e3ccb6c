import { type DefectRow, s0, s1, select } from './defect-row.ts';
import type { Loose } from './demo-catalogue.ts';

/** Defects of identifiers and references (CA17 to CA22). */
export const referenceDefects: readonly DefectRow[] = [
  [
    'CA17',
    'a service identifier in capitals',
    (d) => (d.services[9].id = 'ABC'),
    '/services/9/id wrong-service-id',
  ],
  [
    'CA17',
    'an identifier with a dot',
    (d) => (s0(d).evidence[3].id = 'a.b'),
    '/services/0/evidence/3/id wrong-identifier',
  ],
  [
    'CA17',
    'a field named like a property of every object',
    (d) => (s0(d).fields[0].id = '__proto__'),
    '/services/0/fields/0/id wrong-identifier',
  ],
  [
    'CA17',
    'a reserved field name',
    (d) => (s0(d).fields[0].id = 'constructor'),
    '/services/0/fields/0/id reserved-identifier',
  ],
  ['CA18', 'a duplicate service', (d) => (d.services[8].id = s1(d).id), '/services/8/id duplicate-id'],
  ['CA18', 'a duplicate service code', (d) => (s1(d).code = 'KP-01'), '/services/1/code duplicate-id'],
  ['CA18', 'a duplicate role', (d) => d.roles.push({ ...d.roles[0] }), '/roles/6/id duplicate-id'],
  [
    'CA18',
    'a duplicate channel',
    (d) => d.channels.push({ ...d.channels[0] }),
    '/channels/11/id duplicate-id',
  ],
  [
    'CA18',
    'a duplicate common field',
    (d) => d.commonFields.push(select('phone')),
    '/commonFields/18/id duplicate-id',
  ],
  [
    'CA18',
    'a duplicate field',
    (d) => (s0(d).fields[4].id = 'moveDate'),
    '/services/0/fields/4/id duplicate-id',
  ],
  [
    'CA18',
    'a duplicate variant',
    (d) => s1(d).variants.push({ ...s1(d).variants[0] }),
    '/services/1/variants/4/id duplicate-id',
  ],
  [
    'CA18',
    'a duplicate question',
    (d) => (s0(d).eligibility[1].id = 'lives-there'),
    '/services/0/eligibility/1/id duplicate-id',
  ],
  [
    'CA18',
    'a duplicate piece of evidence',
    (d) => (s0(d).evidence[2].id = 'id-doc'),
    '/services/0/evidence/2/id duplicate-id',
  ],
  ['CA18', 'a duplicate fee', (d) => (s1(d).fees[3].id = 'eid10'), '/services/1/fees/3/id duplicate-id'],
  [
    'CA18',
    'a duplicate outcome',
    (d) => (s0(d).outcomes[1].id = 'granted'),
    '/services/0/outcomes/1/id duplicate-id',
  ],
  [
    'CA18',
    'a duplicate refusal reason',
    (d) => s0(d).refusalReasons.push({ ...s0(d).refusalReasons[0] }),
    '/services/0/refusalReasons/4/id duplicate-id',
  ],
  [
    'CA18',
    'a duplicate step across stages',
    (d) => (s0(d).stages[3].steps[0].id = 'need'),
    '/services/0/stages/3/steps/0/id duplicate-id',
  ],
  [
    'CA18',
    'a duplicate option',
    (d) => (s0(d).fields[2].options[2].value = 'lease'),
    '/services/0/fields/2/options/2/value duplicate-id',
  ],
  [
    'CA19',
    'a former identifier that is in use',
    (d) => (s0(d).supersededIds = [s1(d).id]),
    '/services/0/supersededIds/0 duplicate-id',
  ],
  [
    'CA19',
    'a former identifier of two services',
    (d) => (s0(d).supersededIds = s1(d).supersededIds = ['old']),
    '/services/1/supersededIds/0 duplicate-id',
  ],
  [
    'CA20',
    'an unknown refusal reason',
    (d) => (s0(d).eligibility[0].refusalReason = 'mood'),
    '/services/0/eligibility/0/refusalReason unknown-reference',
  ],
  [
    'CA20',
    'an unknown variant of a fee',
    (d) => (s1(d).fees[0].variant = 'gold'),
    '/services/1/fees/0/variant unknown-reference',
  ],
  [
    'CA20',
    'an unknown related service',
    (d) => (s0(d).relatedServices[1].id = 'nothing'),
    '/services/0/relatedServices/1/id unknown-reference',
  ],
  [
    'CA20',
    'an unknown channel',
    (d) => (s0(d).channels[2] = 'pigeon'),
    '/services/0/channels/2 unknown-reference',
  ],
  [
    'CA20',
    'an unknown channel of delivery',
    (d) => (s0(d).outcomes[0].delivery[0] = 'pigeon'),
    '/services/0/outcomes/0/delivery/0 unknown-reference',
  ],
  [
    'CA20',
    'an unknown role of a provider',
    (d) => (s0(d).providers[0].role = 'mayor'),
    '/services/0/providers/0/role unknown-reference',
  ],
  [
    'CA20',
    'an unknown responsible role',
    (d) => (s0(d).stages[0].steps[0].responsibleRole = 'mayor'),
    '/services/0/stages/0/steps/0/responsibleRole unknown-reference',
  ],
  [
    'CA20',
    'an unknown co-responsible role',
    (d) => (s0(d).stages[0].steps[0].coResponsibleRoles = ['mayor']),
    '/services/0/stages/0/steps/0/coResponsibleRoles/0 unknown-reference',
  ],
  [
    'CA20',
    'an unknown role for extending',
    (d) => (s0(d).serviceLevel.extendable = { toMonths: 4, byRole: 'mayor', noticeRequired: true }),
    '/services/0/serviceLevel/extendable/byRole unknown-reference',
  ],
  [
    'CA20',
    'an unknown role for approving',
    (d) => (s0(d).approval = { byRole: 'mayor' }),
    '/services/0/approval/byRole unknown-reference',
  ],
  [
    'CA20',
    'a field superseded by nothing',
    (d) => (s0(d).fields[0].supersededBy = 'x'),
    '/services/0/fields/0/supersededBy unknown-reference',
  ],
  [
    'CA20',
    'an option superseded by nothing',
    (d) => (s0(d).fields[2].options[0].supersededBy = 'x'),
    '/services/0/fields/2/options/0/supersededBy unknown-reference',
  ],
  [
    'CA20',
    'a reason superseded by nothing',
    (d) => (s0(d).refusalReasons[0].supersededBy = 'x'),
    '/services/0/refusalReasons/0/supersededBy unknown-reference',
  ],
  [
    'CA20',
    'a date not before nothing',
    (d) => (s0(d).fields[1].validation.notBeforeField = 'x'),
    '/services/0/fields/1/validation/notBeforeField unknown-reference',
  ],
  [
    'CA20',
    'a date not before an address',
    (d) => (s0(d).fields[1].validation.notBeforeField = 'newAddress'),
    '/services/0/fields/1/validation/notBeforeField not-a-date-field',
  ],
  [
    'CA20',
    'a role that is declared no more',
    (d) => (d.roles = d.roles.filter((role: Loose) => role.id !== 'portfolio-manager')),
    ...Array.from(
      { length: 12 },
      (_, i) => `/services/${i}/stages/3/steps/2/coResponsibleRoles/0 unknown-reference`,
    ),
  ],
  [
    'CA21',
    'a service related to itself',
    (d) => (s0(d).relatedServices[0].id = s0(d).id),
    '/services/0/relatedServices/0/id self-reference',
  ],
  [
    'CA21',
    'a date not before itself',
    (d) => (s0(d).fields[1].validation.notBeforeField = 'moveDate'),
    '/services/0/fields/1/validation/notBeforeField self-reference',
  ],
  [
    'CA21',
    'a field shown by itself',
    (d) => (s0(d).fields[2].showIf = { field: 'legalGround', equals: 'lease' }),
    '/services/0/fields/2/showIf/field self-reference',
  ],
  [
    'CA21',
    'a common field shown by itself',
    (d) => (d.commonFields[3].showIf = { common: 'foreignPerson', equals: true }),
    '/commonFields/3/showIf/common self-reference',
  ],
  [
    'CA21',
    'an option superseded by itself',
    (d) => (s0(d).fields[2].options[0].supersededBy = 'ownership'),
    '/services/0/fields/2/options/0/supersededBy self-reference',
  ],
  [
    'CA22',
    'a circle of two fields',
    (d) => (s0(d).fields[2].showIf = { field: 'ownerConsent', equals: true }),
    '/services/0/fields/2/showIf cycle',
  ],
  [
    'CA22',
    'a circle of common fields through both words',
    (d) =>
      d.commonFields.push(
        select('x', { showIf: { common: 'y', equals: 'a' } }),
        select('y', { showIf: { field: 'x', equals: 'a' } }),
      ),
    '/commonFields/18/showIf cycle',
  ],
  [
    'CA22',
    'a circle of refusal reasons',
    (d) => {
      s0(d).refusalReasons[2].supersededBy = s0(d).refusalReasons[1].id;
      s0(d).refusalReasons[1].supersededBy = s0(d).refusalReasons[2].id;
    },
    '/services/0/refusalReasons/1/supersededBy cycle',
  ],
];
