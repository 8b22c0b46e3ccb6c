import { describe, expect, it } from 'vitest';
import {
  countsOf,
  decisionTimeOf,
  findService,
  servicesOfferedAt,
  variantOf,
} from '#shared/catalogue/find-service.ts';
import { both } from './defect-row.ts';
import { demoCatalogue, demoService } from './demo-catalogue.ts';

describe('findService', () => {
  const catalogue = demoCatalogue((document) => {
    document.services[1].supersededIds = ['pase', 'eid'];
    document.services[4].retired = true;
  });

  it('[CA35] finds a service by its present and by a former identifier', () => {
    expect(findService(catalogue, 'pase-un-eid')?.code).toBe('KP-02');
    expect(findService(catalogue, 'eid')?.code).toBe('KP-02');
    expect(findService(catalogue, 'nin-atvieglojums')?.retired).toBe(true);
  });

  it.each(['', 'nothing', 'constructor', 'KP-02'])('[CA35] finds nothing by %j', (id) => {
    expect(findService(catalogue, id)).toBeUndefined();
  });
});

describe('decisionTimeOf', () => {
  it("[CA36] a variant's own time takes the place of the service's", () => {
    const passport = demoService(1);
    expect(decisionTimeOf(passport, 'eid-2')).toEqual({
      value: 2,
      unit: 'working-day',
      startsAt: 'complete-request',
    });
    expect(decisionTimeOf(passport, undefined).value).toBe(10);
    expect(decisionTimeOf(passport, 'gold')).toBe(passport.serviceLevel.decision);
  });

  it('[CA32] a retired variant is still found', () => {
    const passport = demoService(1, (service) => (service.variants[1].retired = true));
    expect(variantOf(passport, 'eid-2')?.retired).toBe(true);
    expect(variantOf(passport, undefined)).toBeUndefined();
  });
});

describe('servicesOfferedAt', () => {
  it('[CA38] gives what the office names, in the order of the catalogue, without retired and unknown ones', () => {
    const catalogue = demoCatalogue((document) => {
      document.services[1].supersededIds = ['pase'];
      document.services[4].retired = true;
    });
    const named = ['stavvietas-karte', 'nothing', 'nin-atvieglojums', 'pase', 'pase-un-eid'];
    expect(servicesOfferedAt(catalogue, named).map((service) => service.code)).toEqual(['KP-02', 'KP-10']);
    expect(servicesOfferedAt(catalogue, [])).toEqual([]);
  });
});

describe('countsOf', () => {
  it('[CA39] counts services, their fields, the common fields and the steps', () => {
    const catalogue = demoCatalogue((document) => {
      document.services[0].fields = [];
      document.services[0].evidence = [];
      document.services[1].stages[2].steps.push({
        ...document.services[1].stages[2].steps[0],
        id: 'extra',
        title: both,
      });
    });
    expect(countsOf(catalogue)).toEqual({ services: 12, fields: 70, commonFields: 18, steps: 229 });
  });
});
