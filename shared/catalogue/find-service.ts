import type { TimeRule } from '#shared/service-level/time-rule.ts';
import type { Catalogue, PublicService, ServiceVariant } from './public-service.ts';

/** The service with this identifier, or the one that took its place; `undefined` when there is neither. */
export function findService(catalogue: Pick<Catalogue, 'services'>, id: string): PublicService | undefined {
  return (
    catalogue.services.find((service) => service.id === id) ??
    catalogue.services.find((service) => service.supersededIds?.includes(id))
  );
}

/** The variant with this identifier, also a retired one; `undefined` when none is chosen or there is none. */
export function variantOf(service: PublicService, variantId: string | undefined): ServiceVariant | undefined {
  return service.variants.find((variant) => variant.id === variantId);
}

/** The time for the decision: the variant's own takes the place of the service's (CA36). */
export function decisionTimeOf(service: PublicService, variantId: string | undefined): TimeRule {
  return variantOf(service, variantId)?.decision ?? service.serviceLevel.decision;
}

/**
 * The services that an office offers anew, in the order of the catalogue: those it names by present or former
 * identifier, without retired ones. Names that the catalogue does not know are passed over.
 */
export function servicesOfferedAt(
  catalogue: Pick<Catalogue, 'services'>,
  officeServiceIds: readonly string[],
): readonly PublicService[] {
  const named = new Set(officeServiceIds.map((id) => findService(catalogue, id)));
  return catalogue.services.filter((service) => named.has(service) && service.retired !== true);
}

/** How much a catalogue holds, for whoever has read one. Common fields are counted apart. */
export interface CatalogueCounts {
  readonly services: number;
  readonly fields: number;
  readonly commonFields: number;
  readonly steps: number;
}

/** Counts services, their fields and their process steps, and the common fields. */
export function countsOf(catalogue: Catalogue): CatalogueCounts {
  let fields = 0;
  let steps = 0;
  for (const service of catalogue.services) {
    fields += service.fields.length;
    for (const stage of service.stages) steps += stage.steps.length;
  }
  return { services: catalogue.services.length, fields, commonFields: catalogue.commonFields.length, steps };
}
