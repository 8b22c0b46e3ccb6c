import { namesOf } from './case-names.ts';
import type { CaseWorkspace } from './case-workspace.ts';
import { blockKey, changeBlocks, nameChanges } from './name-blocks.ts';
import type { NameEntry, RowSealer } from './row-sealer.ts';
import type { RowReader, RowStore, RowWrites } from './row-store.ts';
import type { TableName } from './row-tables.ts';
import type { CursorRow, FactRow, NameBlock, StoredDraft, StoredOperation } from './rows.ts';

type CaseChanges = ReturnType<CaseWorkspace['changes']>;

/** What one verb of the store changes, before its cases are sealed. */
export interface StoreWrites {
  readonly clears?: readonly TableName[];
  readonly cases?: CaseChanges;
  readonly puts?: {
    readonly outbox?: readonly StoredOperation[];
    readonly drafts?: readonly StoredDraft[];
    readonly cursors?: readonly CursorRow[];
    readonly facts?: readonly FactRow[];
  };
  readonly deletes?: { readonly [Table in TableName]?: readonly string[] };
}

/** Facts that writing needs, whatever is written. */
export interface KeptFacts {
  readonly keyMark: string;
  readonly openBlock: string;
  readonly nameChanges: number;
}

export async function readKeptFacts(rows: RowReader): Promise<KeptFacts> {
  const [mark, block, changes] = await rows.find('facts', ['key-mark', 'name-block', 'name-changes']);
  return {
    keyMark: String(mark?.value ?? ''),
    openBlock: String(block?.value ?? blockKey(0)),
    nameChanges: Number(changes?.value ?? 0),
  };
}

/**
 * The rows of a commit. Blocks of names are read here, in another moment than the rest: when somebody else changed them
 * between, the commit finds another revision and does nothing.
 */
export async function sealWrites(
  rows: RowStore,
  sealer: RowSealer,
  kept: KeptFacts,
  { clears = [], cases, puts = {}, deletes = {} }: StoreWrites,
): Promise<RowWrites> {
  const facts = [...(clears.includes('facts') ? lastingFacts(kept) : []), ...(puts.facts ?? [])];
  if (cases === undefined) return { clears, deletes, puts: { ...puts, facts } };
  const names = await changedNames(rows, sealer, kept, cases);
  const sealed = cases.cases.map(({ row, life, before }) =>
    sealer.sealCase(row, {
      life,
      names: namesOf(row.shown.request),
      nameBlock: before?.nameBlock ?? names.blockOf.get(row.caseId) ?? kept.openBlock,
    }),
  );
  return {
    clears,
    deletes: { ...deletes, cases: cases.gone.map(({ caseId }) => caseId) },
    puts: {
      ...puts,
      outbox: [...(puts.outbox ?? []), ...cases.operations],
      cases: await Promise.all(sealed),
      names: names.blocks,
      facts: [...facts, ...names.facts],
    },
  };
}

/** What an emptied store keeps: its key is the same, and its blocks are counted on, so that no reader is misled. */
function lastingFacts({ keyMark, nameChanges: changes }: KeptFacts): readonly FactRow[] {
  return [
    { name: 'key-mark', value: keyMark },
    { name: 'name-changes', value: changes },
  ];
}

/** The blocks of names that change, where the names of each new case went, and the facts that go with them. */
async function changedNames(
  rows: RowStore,
  sealer: RowSealer,
  kept: KeptFacts,
  { cases, gone }: CaseChanges,
): Promise<{
  readonly blocks: readonly NameBlock[];
  readonly blockOf: ReadonlyMap<string, string>;
  readonly facts: readonly FactRow[];
}> {
  const wanted = nameChanges(cases, gone, ({ row }) => namesOf(row.shown.request));
  const touched = new Set(wanted.inBlocks.keys());
  if (wanted.added.length > 0) touched.add(kept.openBlock);
  if (touched.size === 0) return { blocks: [], blockOf: new Map(), facts: [] };
  const stored = await rows.read((reader) => reader.find('names', [...touched]));
  const opened = new Map<string, readonly NameEntry[]>();
  for (const block of stored) {
    if (block !== undefined) opened.set(block.block, await sealer.openNames(block));
  }
  const after = changeBlocks(opened, wanted, kept.openBlock);
  const blocks = [...after.blocks].map(([block, entries], place) =>
    sealer.sealNames(block, kept.nameChanges + place + 1, entries),
  );
  const facts: FactRow[] = [
    { name: 'name-block', value: after.openBlock },
    { name: 'name-changes', value: kept.nameChanges + blocks.length },
  ];
  return { blocks: await Promise.all(blocks), blockOf: after.blockOf, facts };
}
