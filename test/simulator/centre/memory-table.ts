interface Version<Row> {
  /** The number of the commit that made it. */
  readonly at: number;
  /** Undefined where the row was deleted. */
  readonly row: Row | undefined;
}

/** The rows of one table with all their versions, so that a reader can see them as of any commit. */
export class MemoryTable<Row> {
  readonly name: string;
  readonly #versions = new Map<string, Version<Row>[]>();

  constructor(name: string) {
    this.name = name;
  }

  /** The row as the commit `at` left it. */
  asOf(key: string, at: number): Row | undefined {
    return this.#versions.get(key)?.findLast((version) => version.at <= at)?.row;
  }

  /** Every row as the commit `at` left it. */
  *rowsAsOf(at: number): Iterable<readonly [string, Row]> {
    for (const [key, versions] of this.#versions) {
      const row = versions.findLast((version) => version.at <= at)?.row;
      if (row !== undefined) yield [key, row];
    }
  }

  /** Takes a row in as part of the commit `at`. */
  commit(key: string, row: Row | undefined, at: number): void {
    const versions = this.#versions.get(key);
    if (versions === undefined) this.#versions.set(key, [{ at, row }]);
    else versions.push({ at, row });
  }

  /** Forgets what was committed after `at`. */
  forgetAfter(at: number): void {
    for (const [key, versions] of this.#versions) {
      const kept = versions.filter((version) => version.at <= at);
      if (kept.length === 0) this.#versions.delete(key);
      else this.#versions.set(key, kept);
    }
  }
}
