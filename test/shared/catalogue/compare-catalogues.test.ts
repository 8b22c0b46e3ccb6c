import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogueChange } from '#shared/catalogue/catalogue-change.ts';
import { changesOfService, compareCatalogues } from '#shared/catalogue/compare-catalogues.ts';
import { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import { demoText, type Loose } from './demo-catalogue.ts';

const demo = Catalogue.parse(JSON.parse(demoText));
const text = (name: string) => ({ lv: `${name} latviski`, en: `${name} in English` });

/** The demonstration with `edit` made in it. */
function edited(edit: (catalogue: Loose) => void): Catalogue {
  const document = JSON.parse(demoText);
  edit(document);
  return Catalogue.parse(document);
}

/** What changed of the service at `place` of the demonstration when `edit` is made in it. */
function told(place: number, edit: (service: Loose) => void): readonly CatalogueChange[] {
  const id = serviceAt(place).id;
  return changesOfService(
    demo,
    edited((catalogue) => edit(catalogue.services[place])),
    id,
  );
}

function serviceAt(place: number): PublicService {
  return demo.services[place] ?? expect.fail('no such service');
}

/** Each kind of edit that somebody makes, and what has to be told of it. */
const EDITS: readonly [string, (service: Loose) => void, Partial<CatalogueChange>][] = [
  [
    'a field added',
    (service) => service.fields.push({ ...service.fields[0], id: 'extra', label: text('Extra') }),
    { part: 'field', id: 'extra', title: text('Extra'), change: { what: 'added' } },
  ],
  [
    'a field removed',
    (service) => service.fields.splice(0, 1),
    { part: 'field', id: serviceAt(0).fields[0]?.id ?? '', change: { what: 'removed' } },
  ],
  [
    'a field retired',
    (service) => (service.fields[0].retired = true),
    { part: 'field', change: { what: 'retired' } },
  ],
  [
    'a field made compulsory',
    (service) => (service.fields[0].required = !service.fields[0].required),
    {
      part: 'field',
      change: {
        what: 'changed',
        aspect: 'required',
        value: {
          kind: 'flag',
          before: serviceAt(0).fields[0]?.required ?? false,
          after: serviceAt(0).fields[0]?.required !== true,
        },
      },
    },
  ],
  [
    'a title in one language',
    (service) => (service.title.en = 'Another title'),
    {
      part: 'service',
      change: {
        what: 'changed',
        aspect: 'title',
        value: {
          kind: 'text',
          before: serviceAt(0).title,
          after: { lv: serviceAt(0).title.lv, en: 'Another title' },
          languages: ['en'],
        },
      },
    },
  ],
  [
    'the time of the decision',
    (service) => (service.serviceLevel.decision = { value: 3, unit: 'working-day' }),
    {
      part: 'service',
      change: {
        what: 'changed',
        aspect: 'decision',
        value: {
          kind: 'time',
          before: serviceAt(0).serviceLevel.decision,
          after: { value: 3, unit: 'working-day' },
        },
      },
    },
  ],
  [
    'a fee',
    (service) => (service.fees[0].amount = 99.5),
    {
      part: 'fee',
      change: {
        what: 'changed',
        aspect: 'amount',
        value: { kind: 'number', before: serviceAt(0).fees[0]?.amount ?? null, after: 99.5 },
      },
    },
  ],
  [
    'evidence no longer asked for',
    (service) => service.evidence.splice(0, 1),
    { part: 'evidence', change: { what: 'removed' } },
  ],
  [
    'the responsible role of a step',
    (service) => (service.stages[1].steps[0].responsibleRole = 'partner'),
    {
      part: 'step',
      change: {
        what: 'changed',
        aspect: 'responsibleRole',
        value: {
          kind: 'role',
          before: serviceAt(0).stages[1]?.steps[0]?.responsibleRole ?? '',
          after: 'partner',
        },
      },
    },
  ],
  [
    'an outcome added',
    (service) => service.outcomes.push({ ...service.outcomes[0], id: 'extra' }),
    { part: 'outcome', id: 'extra', change: { what: 'added' } },
  ],
  [
    'a legal basis',
    (service) => service.legalBasis.push({ title: text('Likums'), reference: 'https://example.org/1' }),
    { part: 'legal-basis', title: text('Likums'), change: { what: 'added' } },
  ],
  ['the order of the fields', (service) => service.fields.reverse(), { part: 'field', id: '' }],
];

describe('what changed of a service', () => {
  it.each(EDITS)('[CA44] tells %s', (_name, edit, expected) => {
    const changes = told(0, edit);
    expect(changes).toContainEqual(expect.objectContaining(expected));
    expect(changes).toHaveLength(1);
  });

  it('[CA44] tells an option with the field that it is of', () => {
    const place = demo.services.findIndex(({ fields }) => fields.some(({ type }) => type === 'select'));
    const field = serviceAt(place).fields.find(({ type }) => type === 'select') ?? expect.fail('no select');
    const changes = told(place, (service) => {
      const same = service.fields.find(({ id }: Loose) => id === field.id);
      same.options.push({ value: 'extra', label: text('Extra') });
      same.options[0].retired = true;
    });
    expect(changes.map(({ part, id, of, change }) => [part, id, of, change.what])).toEqual([
      ['option', field.options?.[0]?.value, field.label, 'retired'],
      ['option', 'extra', field.label, 'added'],
    ]);
  });

  it('[CA45] leaves other services and what all share aside, and puts the variant of the request first', () => {
    const place = demo.services.findIndex(({ variants }) => variants.length > 1);
    const { id, variants } = serviceAt(place);
    const next = edited((catalogue) => {
      catalogue.notice = text('Notice');
      catalogue.services[(place + 1) % demo.services.length].title.lv = 'Cits';
      for (const variant of catalogue.services[place].variants)
        variant.decision = { value: 77, unit: 'working-day' };
      catalogue.services[place].title.lv = 'Cits nosaukums';
    });
    const last = variants.at(-1)?.id;
    const about = changesOfService(demo, next, id, last).map(({ variant }) => variant);
    expect(about).toEqual([last, null, ...variants.slice(0, -1).map((variant) => variant.id)]);
    expect(changesOfService(demo, next, 'unknown')).toEqual([]);
    const third = demo.services[(place + 2) % demo.services.length]?.id ?? '';
    expect(changesOfService(demo, next, third)).toEqual([]);
  });

  it('[CA45] knows a service again by its former identifier, and tells when it is in the catalogue no more', () => {
    const { id } = serviceAt(3);
    const renamed = edited(({ services }) => {
      services[3].supersededIds = [id];
      services[3].id = 'jauns';
    });
    const aspects = changesOfService(demo, renamed, id).map(
      ({ change }) => 'aspect' in change && change.aspect,
    );
    expect(aspects).toEqual(['id', 'supersededIds']);
    const without = edited(({ services }) => services.splice(3, 1));
    expect(changesOfService(demo, without, id)).toMatchObject([
      { part: 'service', change: { what: 'removed' } },
    ]);
  });
});

describe('two versions of a catalogue', () => {
  it('[CA43] are the same when their content is, whatever the order of keys', () => {
    expect(compareCatalogues(demo, demo)).toEqual({ common: [], services: [] });
    const reordered = JSON.parse(demoText, (_key, value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    expect(compareCatalogues(demo, Catalogue.parse(reordered))).toEqual({ common: [], services: [] });
  });

  it('[CA43] tell services that came and went, and what all services share', () => {
    const next = edited((catalogue) => {
      catalogue.catalogueVersion = '2026.2-demo';
      catalogue.commonFields[0].label.lv = 'Cita iezīme';
      catalogue.services.push({ ...catalogue.services[0], id: 'jauns', code: 'KP-77' });
      catalogue.services[1].retired = true;
      catalogue.services.splice(2, 1);
    });
    const { common, services } = compareCatalogues(demo, next);
    expect(common.map(({ part, change }) => [part, change.what])).toEqual([
      ['catalogue', 'changed'],
      ['field', 'changed'],
    ]);
    expect(services.map(({ what, service }) => [what, service.id])).toEqual([
      ['added', 'jauns'],
      ['changed', serviceAt(1).id],
      ['removed', serviceAt(2).id],
    ]);
  });

  it('[CA43] no change of a value anywhere in a service goes by unseen', () => {
    const leaves = demo.services.flatMap((service, place) => leavesOf(service, [place]));
    expect(leaves.length).toBeGreaterThan(3_000);
    let tried = 0;
    fc.assert(
      fc.property(fc.constantFrom(...leaves), ([place, ...path]) => {
        const was = serviceAt(Number(place));
        const changed: Loose = structuredClone(was);
        const holder = path.slice(0, -1).reduce((value, step) => value[step], changed);
        const key = path.at(-1) ?? '';
        holder[key] = other(holder[key]);
        const parsed = PublicService.safeParse(changed);
        // Some literals of the format have no other value that is allowed.
        if (!parsed.success || path[0] === 'id') return;
        tried += 1;
        const services = [parsed.data];
        const comparison = compareCatalogues({ ...demo, services: [was] }, { ...demo, services });
        expect(comparison.services.map(({ service }) => service.id)).toEqual([was.id]);
        expect(comparison.common).toEqual([]);
        expect(changesOfService(demo, { ...demo, services }, was.id).length, path.join('/')).toBeGreaterThan(
          0,
        );
      }),
      { numRuns: 150 },
    );
    expect(tried).toBeGreaterThan(50);
  });
});

type Path = readonly (string | number)[];

function leavesOf(value: Loose, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.keys(value).flatMap((key) =>
    leavesOf(value[key], [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Another value of the same kind. */
function other(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return typeof value === 'string' ? `${value}x` : 1;
}
