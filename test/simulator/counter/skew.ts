import type { OperationToSeal } from '#shared/journal/journal-entry.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { RULES_VERSION } from '#shared/protocol/protocol-version.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import type { Faults } from '../faults/faults.ts';

/** The kind of the commands that only a program of the future knows. */
export const FUTURE_KIND = 'note-of-the-future';

const SKEWS = ['rules-skewed', 'kind-unknown', 'field-unknown'] as const;

/** How likely an operation is that of another version of the program. */
const SKEWED = 0.3;

/** A program of another version writes the journal: by other rules, with kinds and members that nobody knows yet. */
export class Skew {
  readonly #faults: Faults;
  readonly #random: SeededRandom;

  constructor(faults: Faults, random: SeededRandom) {
    this.#faults = faults;
    this.#random = random;
  }

  /** The journal as that program writes it. */
  of(journal: JournalPort): JournalPort {
    const { appendOperation } = bound(journal);
    return {
      ...bound(journal),
      appendOperation: async (operation) => {
        const kinds = this.#faults.of(SKEWS);
        if (kinds.length === 0 || !this.#random.chance(SKEWED)) return appendOperation(operation);
        const kind = this.#random.pick(kinds);
        const skewed = skewedBy(kind, operation);
        if (skewed === undefined) return appendOperation(operation);
        const answer = await appendOperation(skewed);
        if (answer.outcome === 'saved') this.#faults.happened(kind);
        return answer;
      },
    };
  }
}

/** The methods of a journal as functions of their own. */
export function bound(journal: JournalPort): JournalPort {
  return {
    status: () => journal.status(),
    enrol: (identity) => journal.enrol(identity),
    appendOperation: (operation) => journal.appendOperation(operation),
    appendNotes: (notes) => journal.appendNotes(notes),
    read: (after, limit) => journal.read(after, limit),
    findRecord: (type, about) => journal.findRecord(type, about),
    findSideFile: (name) => journal.findSideFile(name),
    replaceSideFile: (name, text) => journal.replaceSideFile(name, text),
  };
}

function skewedBy(kind: (typeof SKEWS)[number], operation: OperationToSeal): OperationToSeal | undefined {
  const { header, payload } = operation;
  switch (kind) {
    case 'rules-skewed':
      return { ...operation, header: { ...header, rules: RULES_VERSION + 1 } };
    case 'field-unknown':
      return {
        ...operation,
        header: { ...header, ofTheFuture: { known: false } },
        payload: JSON.stringify({ ...JSON.parse(payload), ofTheFuture: ['unknown'] }),
      };
    case 'kind-unknown': {
      if (header.kind !== 'add-note') return undefined;
      return {
        ...operation,
        header: { ...header, kind: FUTURE_KIND },
        payload: JSON.stringify({ ...JSON.parse(payload), kind: FUTURE_KIND }),
      };
    }
  }
}
