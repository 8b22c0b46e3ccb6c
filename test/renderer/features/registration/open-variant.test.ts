import { describe, expect, it } from 'vitest';
import { isFeeOpen, openDecisionTimes } from '#renderer/features/registration/open-variant.ts';
import { Catalogue, type PublicService } from '#shared/catalogue/public-service.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';

const catalogue = Catalogue.parse(readDemoCatalogue());

function serviceOf(code: string): PublicService {
  const service = catalogue.services.find((each) => each.code === code);
  if (service === undefined) throw new Error(`no such service: ${code}`);
  return service;
}

describe('what is not known before the kind is chosen', () => {
  it.each([
    ['KP-02', undefined, true],
    ['KP-02', 'eid-2', false],
    ['KP-02', 'no-such-kind', true],
    // One kind costs nothing, the other does.
    ['KP-07', undefined, true],
    ['KP-07', 'birth', false],
    // The same for every kind, and a service without kinds.
    ['KP-04', undefined, false],
    ['KP-01', undefined, false],
    ['KP-12', undefined, false],
  ])('the fee of %s with the kind %s: %s', (code, variant, isOpen) => {
    expect(isFeeOpen(serviceOf(code), variant)).toBe(isOpen);
  });

  it('the fee of a retired kind counts no more', () => {
    const service = serviceOf('KP-07');
    const variants = service.variants.map((each) => ({ ...each, retired: each.id === 'marriage' }));
    expect(isFeeOpen({ ...service, variants }, undefined)).toBe(false);
  });

  it('the times of all kinds that are offered, and none once a kind is chosen', () => {
    const service = serviceOf('KP-02');
    expect(openDecisionTimes(service, undefined)).toHaveLength(service.variants.length);
    expect(openDecisionTimes(service, 'eid-2')).toEqual([]);
    expect(openDecisionTimes(serviceOf('KP-01'), undefined)).toEqual([]);
  });
});
