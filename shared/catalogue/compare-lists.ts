import type { LocalizedText } from '#shared/kernel/localized-text.ts';
import type { CatalogueChange, ChangedPart } from './catalogue-change.ts';
import { type AspectKinds, compareAspects, type Thing } from './compare-aspects.ts';

/** How the things of one list are told apart, named and compared. */
export interface ListRule<Item> {
  readonly part: ChangedPart;
  /** By what an item is known again in the other version. */
  readonly idOf: (item: Item) => string;
  readonly titleOf: (item: Item) => LocalizedText;
  readonly kinds: AspectKinds;
  /** Whether it matters in which order they stand. */
  readonly isOrdered: boolean;
  readonly of?: (item: Item) => LocalizedText | null;
  readonly variantOf?: (item: Item) => string | null;
  /** Changes within an item that is in both versions. */
  readonly inside?: (before: Item, after: Item) => readonly CatalogueChange[];
}

/**
 * The differences of two lists: what came, changed and was retired in the order of the later one, then what went. Of
 * several items that are known by the same name the first is compared with the first.
 */
export function compareLists<Item extends object>(
  before: readonly Item[],
  after: readonly Item[],
  rule: ListRule<Item>,
): readonly CatalogueChange[] {
  const [former, present] = [keyed(before, rule), keyed(after, rule)];
  const tell = (item: Item, change: CatalogueChange['change']): CatalogueChange => ({
    part: rule.part,
    id: rule.idOf(item),
    title: rule.titleOf(item),
    of: rule.of?.(item) ?? null,
    variant: rule.variantOf?.(item) ?? null,
    change,
  });
  const changes = [...present].flatMap(([key, is]) => {
    const was = former.get(key);
    if (was === undefined) return [tell(is, { what: 'added' })];
    const own = [...standing(was, is), ...compareAspects(was as Thing, is as Thing, rule.kinds)];
    return [...own.map((change) => tell(is, change)), ...(rule.inside?.(was, is) ?? [])];
  });
  const gone = [...former].filter(([key]) => !present.has(key));
  const common = (keys: Iterable<string>): string =>
    JSON.stringify([...keys].filter((key) => former.has(key) && present.has(key)));
  const [first] = after;
  const isMoved = rule.isOrdered && first !== undefined && common(former.keys()) !== common(present.keys());
  const moved = { what: 'changed', aspect: 'order', value: { kind: 'unsaid' } } as const;
  return [
    ...changes,
    ...gone.map(([, item]) => tell(item, { what: 'removed' })),
    ...(isMoved ? [{ part: rule.part, id: '', title: EMPTY, of: null, variant: null, change: moved }] : []),
  ];
}

const EMPTY: LocalizedText = { lv: '', en: '' };

/** Whether it was retired meanwhile, or is offered again. */
function standing(was: object, is: object): readonly { readonly what: 'retired' | 'restored' }[] {
  const wasRetired = 'retired' in was && was.retired === true;
  const isRetired = 'retired' in is && is.retired === true;
  return wasRetired === isRetired ? [] : [{ what: isRetired ? 'retired' : 'restored' }];
}

function keyed<Item>(items: readonly Item[], rule: ListRule<Item>): ReadonlyMap<string, Item> {
  const counts = new Map<string, number>();
  return new Map(
    items.map((item) => {
      const id = rule.idOf(item);
      const count = (counts.get(id) ?? 0) + 1;
      counts.set(id, count);
      return [`${count} ${id}`, item];
    }),
  );
}
