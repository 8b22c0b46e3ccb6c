import { z } from 'zod';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { OperationId } from '#shared/kernel/identifier.ts';
import type { IsoWeek } from '#shared/kernel/iso-week.ts';
import { MOST_ANSWERS, SatisfactionAnswer } from '#shared/protocol/satisfaction.ts';

const BOX_FILE = 'satisfaction.json';

/** So many answers go together, that none of them is known by when it came (SA4). */
const TOGETHER = 5;

const Box = z.object({
  /** Put in before its operation is in the journal; the link to it is cut as soon as that is known. */
  pending: z.array(z.object({ opId: OperationId, answer: SatisfactionAnswer })),
  /** In the order of their tokens, which is none. */
  answers: z.array(SatisfactionAnswer),
});
type Box = z.infer<typeof Box>;

/**
 * What recipients said, in a file beside the journal, until the centre has it (`docs/satisfaction.md`). One thing at a
 * time is done to it.
 *
 *     pending → (its operation is in the journal) → waiting → (the centre has it) → gone
 *             → (it is not, and nobody is saving it) → gone
 */
export class SatisfactionBox {
  readonly #journal: Pick<JournalPort, 'findSideFile' | 'replaceSideFile' | 'findRecord'>;
  /** Operations that are being saved now. */
  readonly #inHand = new Set<OperationId>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(journal: Pick<JournalPort, 'findSideFile' | 'replaceSideFile' | 'findRecord'>) {
    this.#journal = journal;
  }

  /**
   * Keeps the answer, then saves the operation that says that there is one (SA3). Rejects, having saved nothing, when
   * it could not be kept.
   */
  async with<Outcome>(
    opId: OperationId,
    answer: SatisfactionAnswer,
    save: () => Promise<Outcome>,
  ): Promise<Outcome> {
    this.#inHand.add(opId);
    try {
      await this.#change(({ pending, answers }) => ({
        answers,
        pending: [...pending.filter((one) => one.opId !== opId), { opId, answer }],
      }));
      return await save();
    } finally {
      this.#inHand.delete(opId);
      // What is not known now is found out with the next exchange.
      await this.settle().catch(() => undefined);
    }
  }

  /** Finds out of everything pending whether its operation is in the journal. */
  async settle(): Promise<void> {
    await this.#change(async ({ pending, answers }) => {
      const still: Box['pending'] = [];
      const settled = [...answers];
      for (const one of pending) {
        if (this.#inHand.has(one.opId)) still.push(one);
        else if ((await this.#journal.findRecord('operation', one.opId)) !== undefined)
          settled.push(one.answer);
      }
      return { pending: still, answers: settled.toSorted((a, b) => (a.token < b.token ? -1 : 1)) };
    });
  }

  /** The answers that may leave in the week: all when there are enough of them, else those of weeks that are over. */
  async due(week: IsoWeek): Promise<readonly SatisfactionAnswer[]> {
    const { answers } = await this.#change((box) => box);
    const due = answers.length >= TOGETHER ? answers : answers.filter((answer) => answer.week < week);
    return due.slice(0, MOST_ANSWERS);
  }

  /** Forgets what the centre has. */
  async forget(taken: readonly SatisfactionAnswer[]): Promise<void> {
    const tokens = new Set(taken.map(({ token }) => token));
    await this.#change(({ pending, answers }) => ({
      pending,
      answers: answers.filter(({ token }) => !tokens.has(token)),
    }));
  }

  #change(change: (box: Box) => Box | Promise<Box>): Promise<Box> {
    const turn = this.#last.then(async () => {
      const text = await this.#journal.findSideFile(BOX_FILE);
      const before = text === undefined ? { pending: [], answers: [] } : Box.parse(JSON.parse(text));
      const after = await change(before);
      const next = JSON.stringify(after);
      if (next !== JSON.stringify(before)) await this.#journal.replaceSideFile(BOX_FILE, next);
      return after;
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
