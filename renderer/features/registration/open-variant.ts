import { isPayable } from '#shared/case/request/parse-fees.ts';
import { feesOf } from '#shared/catalogue/fees-of.ts';
import { variantOf } from '#shared/catalogue/find-service.ts';
import type { PublicService, ServiceVariant } from '#shared/catalogue/public-service.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';

/** The variants that may still be chosen: none once one is, or where the service has none. */
function openVariants(service: PublicService, variantId: string | undefined): readonly ServiceVariant[] {
  if (variantOf(service, variantId) !== undefined) return [];
  return service.variants.filter(({ retired }) => retired !== true);
}

/** Whether what is to be paid is not known before the variant is chosen. */
export function isFeeOpen(service: PublicService, variantId: string | undefined): boolean {
  const amountsOf = (id: string | undefined): string =>
    JSON.stringify(
      feesOf(service, id)
        .filter(isPayable)
        .map(({ amount }) => amount),
    );
  const unchosen = amountsOf(variantId);
  return openVariants(service, variantId).some(({ id }) => amountsOf(id) !== unchosen);
}

/** The times for the decision that are still possible while the variant is open; none once it is not. */
export function openDecisionTimes(
  service: PublicService,
  variantId: string | undefined,
): readonly TimeRule[] {
  return openVariants(service, variantId).map(({ decision }) => decision);
}
