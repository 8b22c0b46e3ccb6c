import type { CaseId } from '#shared/kernel/identifier.ts';
import type { ChangedCase, OpenedCase } from './case-workspace.ts';
import type { NameEntry } from './row-sealer.ts';
import type { CaseNames } from './rows.ts';

/** As many names as are opened at once. */
export const NAMES_IN_BLOCK = 500;

/** Which names a commit changes: what goes from a block, what is written over there, and what is new. */
export interface NameChanges {
  /** Per block that is touched: `null` goes. */
  readonly inBlocks: ReadonlyMap<string, ReadonlyMap<CaseId, CaseNames | null>>;
  readonly added: readonly NameEntry[];
}

/** What the changed cases mean for the blocks. `namesOf` is what a case is found by now. */
export function nameChanges(
  cases: readonly ChangedCase[],
  gone: readonly OpenedCase[],
  namesOf: (changed: ChangedCase) => CaseNames,
): NameChanges {
  const inBlocks = new Map<string, Map<CaseId, CaseNames | null>>();
  const added: NameEntry[] = [];
  const touch = (block: string, caseId: CaseId, names: CaseNames | null): void => {
    const touched = inBlocks.get(block) ?? new Map<CaseId, CaseNames | null>();
    inBlocks.set(block, touched.set(caseId, names));
  };
  for (const changed of cases) {
    const { before, row } = changed;
    const names = namesOf(changed);
    if (before === null) added.push([row.caseId, names]);
    else if (!isSame(before.names, names)) touch(before.nameBlock, row.caseId, names);
  }
  for (const { caseId, nameBlock } of gone) touch(nameBlock, caseId, null);
  return { inBlocks, added };
}

/**
 * The blocks as a commit leaves them. `openBlock` is the one that is not full, which need not be there yet; when it is
 * full the next one follows it. Returned are the blocks that changed, where each added case went, and the open block.
 */
export function changeBlocks(
  blocks: ReadonlyMap<string, readonly NameEntry[]>,
  { inBlocks, added }: NameChanges,
  openBlock: string,
): {
  readonly blocks: ReadonlyMap<string, readonly NameEntry[]>;
  readonly blockOf: ReadonlyMap<string, string>;
  readonly openBlock: string;
} {
  const changed = new Map<string, NameEntry[]>();
  for (const [block, touched] of inBlocks) {
    const kept = (blocks.get(block) ?? []).flatMap(([caseId, names]): NameEntry[] => {
      const now = touched.get(caseId as CaseId);
      return now === null ? [] : [[caseId, now ?? names]];
    });
    // A block that does not hold what it should does again from now on.
    const held = new Set(kept.map(([caseId]) => caseId));
    for (const [caseId, names] of touched)
      if (names !== null && !held.has(caseId)) kept.push([caseId, names]);
    changed.set(block, kept);
  }
  const blockOf = new Map<string, string>();
  let open = openBlock;
  for (const entry of added) {
    let entries = changed.get(open) ?? [...(blocks.get(open) ?? [])];
    if (entries.length >= NAMES_IN_BLOCK) {
      open = blockKey(Number(open) + 1);
      entries = [];
    }
    entries.push(entry);
    changed.set(open, entries);
    blockOf.set(entry[0], open);
  }
  return { blocks: changed, blockOf, openBlock: open };
}

/** The key of the `index`-th block. */
export function blockKey(index: number): string {
  return index.toString().padStart(8, '0');
}

function isSame(a: CaseNames, b: CaseNames): boolean {
  return a.applicant === b.applicant && a.others === b.others;
}
