import type { FindingList } from './catalogue-finding.ts';
import { declareFields } from './check-condition.ts';
import { checkFields } from './check-fields.ts';
import { checkNotEmpty, checkService, checkStages } from './check-service.ts';
import type { Findings } from './check-shape.ts';
import { type Declared, declare } from './declare.ts';
import { itemsOf, itemsOfMember, memberOf, type Place } from './place.ts';

/** Checks the document beyond its shape: identifiers, references, conditions, circles, order. */
export function checkCatalogue(root: Place, findings: Findings): void {
  const { defects } = findings;
  const common = memberOf(root, 'commonFields');
  const commonFields = declareFields(common, 'common field', defects);
  const services = [...itemsOfMember(root, 'services')];
  const top = {
    roles: declare(itemsOfMember(root, 'roles'), 'role', defects),
    channels: declare(itemsOfMember(root, 'channels'), 'channel', defects),
    commonFields,
    services: declareServices(services, defects),
  };
  checkFields(
    common,
    'common',
    { field: commonFields, common: commonFields, eligibility: new Map() },
    findings,
  );
  checkStages(memberOf(root, 'stages'), 'id', defects);
  checkNotEmpty(memberOf(root, 'services'), 'service', defects);
  checkScale(memberOf(memberOf(root, 'satisfaction'), 'scale'), defects);
  for (const service of services) checkService(service, top, findings);
}

function checkScale(scale: Place, defects: FindingList): void {
  const [lower, upper] = [...itemsOf(scale)];
  if (typeof lower?.value !== 'number' || typeof upper?.value !== 'number') return;
  if (lower.value > upper.value) defects.add(lower, 'limits-crossed', { lower: 'scale/0', upper: 'scale/1' });
}

/** Services by present and former identifier; a former one belongs to one service and to no present one. */
function declareServices(services: readonly Place[], defects: FindingList): Declared {
  declare(services, 'service code', defects, 'code', 'free');
  const known = new Map(declare(services, 'service', defects, 'id', 'own-form'));
  for (const service of services) {
    for (const former of itemsOf(memberOf(service, 'supersededIds'))) {
      if (typeof former.value !== 'string') continue;
      if (known.has(former.value)) {
        defects.add(former, 'duplicate-id', { what: 'service', id: former.value });
      } else known.set(former.value, service);
    }
  }
  return known;
}
