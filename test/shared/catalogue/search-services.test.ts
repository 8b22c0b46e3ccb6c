import { describe, expect, it } from 'vitest';
import { rankServices } from '#shared/catalogue/search-services.ts';
import { both } from './defect-row.ts';
import { demoCatalogue } from './demo-catalogue.ts';

const { services } = demoCatalogue();
const codesOf = (query: string, language: 'lv' | 'en' = 'lv', among = services): string[] =>
  rankServices(among, query, language).map((service) => service.code);

describe('rankServices', () => {
  it.each([
    ['pase', 'KP-02'],
    ['PASE', 'KP-02'],
    ['pases', 'KP-02'],
    ['Stāvvietas', 'KP-10'],
    ['stavvietas karte', 'KP-10'],
    ['sta\u0304vvietas', 'KP-10'],
    ['buvn', 'KP-08'],
    ['adresi', 'KP-01'],
    ['moving home', 'KP-01'],
    ['parking', 'KP-10'],
    ['kp-07', 'KP-07'],
    ['KP07', 'KP-07'],
  ])('[CA40] %j finds %s first', (query, code) => {
    expect(codesOf(query)[0]).toBe(code);
    expect(codesOf(query, 'en')[0]).toBe(code);
  });

  it.each(['zzz', 'pase zzz', 'ase', 'pas pus', '💡x'])('[CA40] %j finds nothing', (query) => {
    expect(codesOf(query)).toEqual([]);
  });

  it('[CA40] every word must be met, in any order and in either language', () => {
    expect(codesOf('karte parking')).toEqual(['KP-10']);
    expect(codesOf('child')).toContain('KP-06');
    expect(codesOf('child preschool')).toEqual(['KP-06']);
  });

  it('[CA41] a title comes before a summary, a whole word before a beginning, the own language before the other', () => {
    const { services: three } = demoCatalogue((document) => {
      document.services = document.services.slice(0, 3).map((service: object, index: number) => ({
        ...service,
        relatedServices: [],
        lifeEvents: [],
        keywords: [],
        title: [both, { lv: 'Zvaigžņu', en: 'Stars' }, { lv: 'Zvaigzne', en: 'Zvaigznes' }][index],
        summary: [{ lv: 'Zvaigzne', en: 'Star' }, both, both][index],
      }));
    });
    expect(codesOf('zvaigzne', 'lv', three)).toEqual(['KP-03', 'KP-02', 'KP-01']);
    expect(codesOf('zvaig', 'lv', three)).toEqual(['KP-02', 'KP-03', 'KP-01']);
    expect(codesOf('zvaig', 'en', three)).toEqual(['KP-03', 'KP-02', 'KP-01']);
  });

  it('[CA41] equal services stay in the order given', () => {
    const reversed = [...services].reverse();
    expect(codesOf('kp', 'lv')).toEqual(services.map((service) => service.code));
    expect(codesOf('kp', 'lv', reversed)).toEqual(reversed.map((service) => service.code));
  });

  it.each(['', '  ', '-', '?!'])('[CA42] %j finds every service in the order given', (query) => {
    expect(codesOf(query)).toEqual(services.map((service) => service.code));
  });
});
