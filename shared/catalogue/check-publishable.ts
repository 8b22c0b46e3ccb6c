import { type CatalogueFinding, FindingList } from './catalogue-finding.ts';
import { findService } from './find-service.ts';
import type { ParsedCatalogue } from './parse-catalogue.ts';
import { type Place, placeAt, rootPlace } from './place.ts';
import type { Catalogue, PublicService } from './public-service.ts';

/** An office that gives a service, as far as publishing asks about it. */
export interface ProvidingOffice {
  readonly id: string;
  /** Whether it has opening hours on any day of the week. */
  readonly isOpen: boolean;
  /** Whether somebody there has one of the roles that provide the service. */
  readonly hasProvider: boolean;
}

/** Who answers for what, as the centre's directory knows it. */
export interface Staffing {
  /** The logins of the institution's portfolio managers. */
  readonly portfolioManagers: readonly string[];
  /** The logins of those who manage the service: who is named for it, or else for all services. */
  serviceManagersOf(service: PublicService): readonly string[];
  officesOf(service: PublicService): readonly ProvidingOffice[];
}

const PUBLISHABLE: readonly Catalogue['status'][] = ['published', 'demonstration'];

/**
 * What keeps a catalogue without a defect from coming into force (`docs/catalogue.md`, CA46 to CA50), in document
 * order. `inForce` is the version that it would follow; services that are retired are asked for nothing.
 */
export function checkPublishable(
  { catalogue, document }: ParsedCatalogue,
  inForce: Catalogue | undefined,
  staffing: Staffing,
): readonly CatalogueFinding[] {
  const defects = new FindingList();
  const root = rootPlace(document);
  if (!PUBLISHABLE.includes(catalogue.status)) {
    const status = placeAt(root, ['status']);
    defects.add(status, 'not-for-publication', { actual: catalogue.status, allowed: PUBLISHABLE });
  }
  if (staffing.portfolioManagers.length !== 1) {
    defects.add(placeAt(root, ['roles']), 'not-one-portfolio-manager', { names: staffing.portfolioManagers });
  }
  for (const [index, service] of catalogue.services.entries()) {
    if (service.retired !== true)
      checkService(service, placeAt(root, ['services', index]), staffing, defects);
  }
  for (const { id } of inForce?.services ?? []) {
    if (findService(catalogue, id) === undefined) {
      defects.add(placeAt(root, ['services']), 'service-left-out', { id });
    }
  }
  return defects.told();
}

function checkService(service: PublicService, place: Place, staffing: Staffing, defects: FindingList): void {
  const { id } = service;
  const managers = staffing.serviceManagersOf(service);
  if (managers.length !== 1) defects.add(place, 'not-one-service-manager', { id, names: managers });
  const providers = placeAt(place, ['providers']);
  const roles = service.providers.map(({ role }) => role);
  if (roles.length === 0) {
    defects.add(providers, 'no-provider', { id });
    return;
  }
  const offices = staffing.officesOf(service);
  const open = offices.filter(({ isOpen }) => isOpen);
  if (offices.length === 0) defects.add(providers, 'no-office', { id });
  else if (open.length === 0) {
    defects.add(providers, 'no-working-time', { id, offices: offices.map((office) => office.id) });
  } else if (!open.some(({ hasProvider }) => hasProvider)) {
    defects.add(providers, 'nobody-provides', { id, roles });
  }
}
