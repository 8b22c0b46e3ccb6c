import type { Fee, PublicService } from './public-service.ts';

/**
 * The fees of a request in the order of the catalogue (CA37): those of the variant, and those without a variant that
 * no fee of the variant replaces. Two fees are of the same kind when they are paid at the same moment; a fee that is
 * never paid (`none`) is of every kind.
 */
export function feesOf(service: PublicService, variantId: string | undefined): readonly Fee[] {
  const own = service.fees.filter((fee) => fee.variant !== undefined && fee.variant === variantId);
  return service.fees.filter((fee) =>
    fee.variant === undefined ? !own.some((ownFee) => areSameKind(ownFee, fee)) : own.includes(fee),
  );
}

function areSameKind(a: Fee, b: Fee): boolean {
  return a.payWhen === b.payWhen || a.payWhen === 'none' || b.payWhen === 'none';
}
