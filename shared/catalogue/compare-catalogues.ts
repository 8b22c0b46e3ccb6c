import type { CatalogueChange, ChangedValue } from './catalogue-change.ts';
import { compareAspects } from './compare-aspects.ts';
import { compareFields } from './compare-fields.ts';
import { compareLists } from './compare-lists.ts';
import { compareServices } from './compare-services.ts';
import { findService } from './find-service.ts';
import type { Catalogue, PublicService } from './public-service.ts';

/** What became of one service between two versions. */
export type ServiceComparison =
  | { readonly what: 'added' | 'removed'; readonly service: PublicService }
  | {
      readonly what: 'changed';
      /** As the later version has it. */
      readonly service: PublicService;
      readonly changes: readonly CatalogueChange[];
    };

/** Everything that differs between two versions: what all services share, then service by service. */
export interface CatalogueComparison {
  readonly common: readonly CatalogueChange[];
  readonly services: readonly ServiceComparison[];
}

const CATALOGUE = {
  schemaVersion: 'word',
  catalogueVersion: 'word',
  status: 'word',
  languages: 'unsaid',
  notice: 'text',
  satisfaction: 'unsaid',
} as const satisfies Record<
  Exclude<keyof Catalogue, 'roles' | 'stages' | 'channels' | 'commonFields' | 'services'>,
  ChangedValue['kind']
>;

/** Compares two versions of a catalogue. The same content gives two empty lists (CA43). */
export function compareCatalogues(before: Catalogue, after: Catalogue): CatalogueComparison {
  const known = new Set<PublicService>();
  const kept = before.services.flatMap((was): readonly ServiceComparison[] => {
    const is = findService(after, was.id);
    if (is === undefined) return [{ what: 'removed', service: was }];
    known.add(is);
    const changes = compareServices({ service: was, catalogue: before }, { service: is, catalogue: after });
    return changes.length === 0 ? [] : [{ what: 'changed', service: is, changes }];
  });
  const added = after.services.flatMap((service): readonly ServiceComparison[] =>
    known.has(service) ? [] : [{ what: 'added', service }],
  );
  return { common: compareCommon(before, after), services: [...added, ...kept] };
}

/**
 * What changed for one service between two versions (CA45), what is about `variant` first and what is about another
 * variant last. Empty when nothing did, also when neither version has the service.
 */
export function changesOfService(
  before: Catalogue,
  after: Catalogue,
  serviceId: string,
  variant?: string,
): readonly CatalogueChange[] {
  const was = findService(before, serviceId);
  if (was === undefined) return [];
  const is = findService(after, serviceId);
  if (is === undefined) {
    const change = { what: 'removed' } as const;
    return [{ part: 'service', id: '', title: was.title, of: null, variant: null, change }];
  }
  const changes = compareServices({ service: was, catalogue: before }, { service: is, catalogue: after });
  const place = (change: CatalogueChange): number => {
    if (change.variant === null) return 1;
    return change.variant === variant ? 0 : 2;
  };
  return changes.toSorted((a, b) => place(a) - place(b));
}

function compareCommon(before: Catalogue, after: Catalogue): readonly CatalogueChange[] {
  const ofCatalogue = compareAspects(before, after, CATALOGUE).map(
    (change): CatalogueChange => ({
      part: 'catalogue',
      id: '',
      title: { lv: '', en: '' },
      of: null,
      variant: null,
      change,
    }),
  );
  const idOf = ({ id }: { readonly id: string }): string => id;
  const titleOf = ({ title }: Catalogue['channels'][number]): Catalogue['channels'][number]['title'] => title;
  return [
    ...ofCatalogue,
    ...compareLists(before.roles, after.roles, {
      part: 'role',
      idOf,
      titleOf,
      kinds: { seedRole: 'word', title: 'text' },
      isOrdered: true,
    }),
    ...compareLists(before.stages, after.stages, {
      part: 'stage',
      idOf,
      titleOf,
      kinds: { order: 'number', title: 'text' },
      isOrdered: true,
    }),
    ...compareLists(before.channels, after.channels, {
      part: 'channel',
      idOf,
      titleOf,
      kinds: { title: 'text' },
      isOrdered: true,
    }),
    ...compareFields(before.commonFields, after.commonFields),
  ];
}
