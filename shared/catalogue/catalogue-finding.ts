import { pointerOf } from '#shared/kernel/issue.ts';
import { CATALOGUE_LIMITS } from './catalogue-limits.ts';
import { type CatalogueCode, type CatalogueFacts, catalogueSentence } from './catalogue-sentences.ts';
import { type Place, pathOf } from './place.ts';

/** One defect of a catalogue file (or one note on it), at one place. */
export interface CatalogueFinding {
  /** Where, as a JSON pointer (RFC 6901). Of something missing: where it should be. */
  readonly pointer: string;
  readonly code: CatalogueCode;
  /** What is wrong and what is allowed, in English. */
  readonly sentence: string;
}

/** A finding about the file as a whole, or one whose place has been worked out already. */
export function findingAt<Code extends CatalogueCode>(
  pointer: string,
  code: Code,
  ...facts: CatalogueFacts<Code>
): CatalogueFinding {
  return { pointer, code, sentence: catalogueSentence(code, ...facts) };
}

interface Kept {
  readonly place: Place;
  readonly code: CatalogueCode;
  readonly sentence: string;
}

/** A hostile file can hold a million defects: so many are kept for sorting, the rest is only counted. */
const KEPT_AT_MOST = 5_000;

/** Thrown by a list of defects that is full, to end the checks; never leaves the importer. */
export class TooManyDefects extends Error {}

/** Gathers findings in any order and gives them back in document order. */
export class FindingList {
  readonly #kept: Kept[] = [];
  readonly #most: number;
  #total = 0;

  /** A list that holds `most` findings and, at one more, ends the checks by `TooManyDefects`. */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  /** How many were added. */
  get total(): number {
    return this.#total;
  }

  /** Adds one finding at `place`. Throws `TooManyDefects` when the list is full. */
  add<Code extends CatalogueCode>(place: Place, code: Code, ...facts: CatalogueFacts<Code>): void {
    if (this.#total >= this.#most) throw new TooManyDefects('the rest of the file is not looked at');
    this.#total += 1;
    if (this.#kept.length >= KEPT_AT_MOST) return;
    this.#kept.push({ place, code, sentence: catalogueSentence(code, ...facts) });
  }

  /** Counts `count` findings that nobody kept. */
  addUntold(count: number): void {
    this.#total += count;
  }

  /** The first findings in document order and, when there are more, one line that says how many. */
  told(): readonly CatalogueFinding[] {
    const ranks = new WeakMap<object, ReadonlyMap<string, number>>();
    const sorted = this.#kept
      .map((kept) => ({ kept, position: positionOf(kept.place, ranks) }))
      .sort((a, b) => comparePositions(a.position, b.position))
      .slice(0, CATALOGUE_LIMITS.findings)
      .map(({ kept: { place, code, sentence } }) => ({ pointer: pointerOf(pathOf(place)), code, sentence }));
    const left = this.#total - sorted.length;
    return left > 0
      ? [...sorted, findingAt('', 'more', { count: left, isComplete: this.#total < this.#most })]
      : sorted;
  }
}

/** Where each step stands in its parent; what is missing stands behind all that is there. */
function positionOf(place: Place, ranks: WeakMap<object, ReadonlyMap<string, number>>): number[] {
  const position: number[] = [];
  for (let at = place; at.parent !== undefined; at = at.parent) {
    position.push(typeof at.step === 'number' ? at.step : rankOf(at.parent.value, at.step, ranks));
  }
  return position.reverse();
}

function rankOf(parent: unknown, key: string, ranks: WeakMap<object, ReadonlyMap<string, number>>): number {
  if (typeof parent !== 'object' || parent === null) return Number.POSITIVE_INFINITY;
  let ranksOfParent = ranks.get(parent);
  if (ranksOfParent === undefined) {
    ranksOfParent = new Map(Object.keys(parent).map((name, index) => [name, index]));
    ranks.set(parent, ranksOfParent);
  }
  return ranksOfParent.get(key) ?? Number.POSITIVE_INFINITY;
}

function comparePositions(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const left = a[index] ?? 0;
    const right = b[index] ?? 0;
    if (left !== right) return left < right ? -1 : 1;
  }
  return a.length - b.length;
}
