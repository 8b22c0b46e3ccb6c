import type { NameEntry } from './row-sealer.ts';

/** One case in the directory. */
interface Listed {
  readonly caseId: string;
  readonly block: string;
  readonly applicant: string;
  /** Letters and digits without accents, in words. */
  readonly words: readonly string[];
}

/** So many blocks may stand beside the great index before it is made anew. */
const MOST_BESIDE = 24;

/** What follows a word in an index, before the number of its case. */
const BEHIND_WORD = '\u0000';

/** The alphabet's order, in which Č stands behind C and not with it. */
const LATVIAN = new Intl.Collator('lv');

/**
 * The names of all cases of this device, in memory: found by the beginnings of words, whatever their case and accents,
 * and sorted as an index of people is. Everything is gone when it is dropped.
 */
export class NameDirectory {
  readonly #blocks = new Map<string, readonly Listed[]>();
  #index = new WordIndex([]);
  /** What was changed since the index was made; there what it says of these blocks is passed over. */
  #beside = new WordIndex([]);
  readonly #besideBlocks = new Set<string>();
  #sorted: readonly Listed[] = [];
  readonly #unsorted = new Set<string>();

  /** Puts a block in the place of what it was before. */
  putBlock(block: string, entries: readonly NameEntry[]): void {
    this.#blocks.set(
      block,
      entries.map(([caseId, { applicant, others }]) => ({
        caseId,
        block,
        applicant,
        words: [...new Set([...wordsIn(applicant), ...wordsIn(others)])],
      })),
    );
    this.#besideBlocks.add(block);
    this.#unsorted.add(block);
  }

  /** After some blocks were put. */
  settle(): void {
    if (this.#besideBlocks.size > MOST_BESIDE) {
      this.#index = new WordIndex([...this.#blocks.values()].flat());
      this.#besideBlocks.clear();
    }
    this.#beside = new WordIndex([...this.#besideBlocks].flatMap((block) => this.#blocks.get(block) ?? []));
  }

  /** The cases of which every typed word begins a word of a name; all of them when no word was typed. */
  find(typed: string): ReadonlySet<string> {
    let found: Set<string> | undefined;
    for (const word of wordsIn(typed)) {
      const next = new Set<string>();
      for (const { caseId, block } of this.#index.startingWith(word)) {
        if (!this.#besideBlocks.has(block) && (found === undefined || found.has(caseId))) next.add(caseId);
      }
      for (const { caseId } of this.#beside.startingWith(word)) {
        if (found === undefined || found.has(caseId)) next.add(caseId);
      }
      found = next;
    }
    return found ?? new Set(this.#listed().map(({ caseId }) => caseId));
  }

  /** The cases whose applicant has the very same words, in whatever order and spelling of accents. */
  namesakes(applicant: string): readonly string[] {
    const words = wordsIn(applicant).toSorted().join(' ');
    if (words === '') return [];
    const near = this.find(applicant);
    return this.#listed()
      .filter((one) => near.has(one.caseId) && wordsIn(one.applicant).toSorted().join(' ') === words)
      .map(({ caseId }) => caseId);
  }

  /** Every case by the name of its applicant; those without one come last. */
  inOrder(): readonly string[] {
    if (this.#unsorted.size > 0) {
      const kept = this.#sorted.filter(({ block }) => !this.#unsorted.has(block));
      const fresh = [...this.#unsorted].flatMap((block) => this.#blocks.get(block) ?? []).sort(byApplicant);
      this.#sorted = merged(kept, fresh);
      this.#unsorted.clear();
    }
    return this.#sorted.map(({ caseId }) => caseId);
  }

  #listed(): readonly Listed[] {
    return [...this.#blocks.values()].flat();
  }
}

/** Words of names in one sorted array, which the beginning of a word is looked up in by halving. */
class WordIndex {
  readonly #listed: readonly Listed[];
  /** Each a word, a separator, and the place of its case: sorting texts alone is what engines do fastest. */
  readonly #words: readonly string[];

  constructor(listed: readonly Listed[]) {
    this.#listed = listed;
    this.#words = listed
      .flatMap(({ words }, place) => words.map((word) => `${word}${BEHIND_WORD}${place}`))
      .sort();
  }

  *startingWith(beginning: string): Generator<Listed> {
    let [low, high] = [0, this.#words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#words[middle] ?? '') < beginning) low = middle + 1;
      else high = middle;
    }
    for (let place = low; place < this.#words.length; place += 1) {
      const entry = this.#words[place] ?? '';
      if (!entry.startsWith(beginning)) return;
      const listed = this.#listed[Number(entry.slice(entry.indexOf(BEHIND_WORD) + 1))];
      if (listed !== undefined) yield listed;
    }
  }
}

/** The words of a text without case and accents: "Bērziņš-Kalns" gives berzins and kalns. */
export function wordsIn(text: string): readonly string[] {
  const bare = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return bare.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function byApplicant(a: Listed, b: Listed): number {
  if ((a.applicant === '') !== (b.applicant === '')) return a.applicant === '' ? 1 : -1;
  return LATVIAN.compare(a.applicant, b.applicant) || (a.caseId < b.caseId ? -1 : 1);
}

function merged(left: readonly Listed[], right: readonly Listed[]): readonly Listed[] {
  if (left.length === 0) return right;
  const all: Listed[] = [];
  let place = 0;
  for (const one of left) {
    for (let next = right[place]; next !== undefined && byApplicant(next, one) < 0; next = right[place]) {
      all.push(next);
      place += 1;
    }
    all.push(one);
  }
  return [...all, ...right.slice(place)];
}
