import { describe, expect, it } from 'vitest';
import { feesOf } from '#shared/catalogue/fees-of.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import { demoService, type Loose } from './demo-catalogue.ts';

/** The passport service with these fees, each as `[payWhen, variant]`, named by their index. */
function withFees(...fees: readonly (readonly [payWhen: string, variant?: string])[]): PublicService {
  return demoService(1, (service: Loose) => {
    const [fee] = service.fees;
    service.fees = fees.map(([payWhen, variant], index) => ({ ...fee, id: `f${index}`, payWhen, variant }));
  });
}

const idsOf = (service: PublicService, variant: string | undefined): string[] =>
  feesOf(service, variant).map((fee) => fee.id);

describe('feesOf', () => {
  it('[CA37] of the demonstration, each kind of passport has its own fee', () => {
    expect(idsOf(demoService(1), 'pass-2')).toEqual(['pass2']);
    expect(idsOf(demoService(1), undefined)).toEqual([]);
    expect(idsOf(demoService(0), undefined)).toEqual(['state-fee']);
    expect(idsOf(demoService(3), 'other')).toEqual(['fee']);
  });

  it("[CA37] a variant's fee replaces the fees without a variant that are paid at the same moment", () => {
    const service = withFees(
      ['before-decision'],
      ['on-receipt'],
      ['before-decision', 'eid-2'],
      ['before-decision'],
    );
    expect(idsOf(service, 'eid-2')).toEqual(['f1', 'f2']);
    expect(idsOf(service, 'eid-10')).toEqual(['f0', 'f1', 'f3']);
    expect(idsOf(service, undefined)).toEqual(['f0', 'f1', 'f3']);
  });

  it('[CA37] all fees of the variant are paid', () => {
    const service = withFees(['before-decision', 'eid-2'], ['before-decision', 'eid-2'], ['none', 'eid-10']);
    expect(idsOf(service, 'eid-2')).toEqual(['f0', 'f1']);
  });

  it('[CA37] nothing to pay and a fee cannot both hold', () => {
    expect(idsOf(withFees(['none'], ['on-receipt', 'eid-2']), 'eid-2')).toEqual(['f1']);
    expect(idsOf(withFees(['on-receipt'], ['before-result'], ['none', 'eid-2']), 'eid-2')).toEqual(['f2']);
    expect(idsOf(withFees(['none'], ['on-receipt', 'eid-2']), 'eid-10')).toEqual(['f0']);
  });
});
