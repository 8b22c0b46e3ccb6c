import { describe, expect, it } from 'vitest';
import { SatisfactionBox } from '#renderer/counter/satisfaction-box.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { IsoWeek } from '#shared/kernel/iso-week.ts';
import type { SatisfactionAnswer } from '#shared/protocol/satisfaction.ts';
import { sampleId } from '#test/support/sample-operations.ts';

const WEEK = IsoWeek.parse('2026-W48');

/** A journal of which only the side file and the operations matter, and which fails when a test says so. */
class Paper {
  file: string | undefined;
  readonly operations = new Set<OperationId>();
  /** How often the file may be written yet. */
  writes = Number.POSITIVE_INFINITY;
  isSure = true;

  async findSideFile(): Promise<string | undefined> {
    return this.file;
  }

  async replaceSideFile(_name: string, text: string): Promise<void> {
    if (this.writes <= 0) throw new Error('disk full');
    this.writes -= 1;
    this.file = text;
  }

  async findRecord(_type: string, opId: OperationId) {
    if (!this.isSure) throw new Error('not sure');
    return this.operations.has(opId) ? ({} as never) : undefined;
  }
}

const answer = (index: number, week = WEEK): SatisfactionAnswer => ({
  token: sampleId(index),
  service: 'pase-un-eid',
  week,
  scale: [1, 5],
  score: 5,
  needMet: null,
});

const saving = (paper: Paper, index: number) => async () => {
  paper.operations.add(sampleId(index));
  return 'saved';
};

describe('the box of answers', () => {
  it('[SA3] loses nothing when the program ends between the operation and the end of saving', async () => {
    const paper = new Paper();
    const box = new SatisfactionBox(paper);
    paper.writes = 1;
    expect(await box.with(sampleId(1), answer(1), saving(paper, 1))).toBe('saved');
    expect(JSON.parse(paper.file ?? '').pending).toHaveLength(1);
    paper.writes = 2;
    const next = new SatisfactionBox(paper);
    await next.settle();
    await next.settle();
    expect(JSON.parse(paper.file ?? '')).toEqual({ pending: [], answers: [answer(1)] });
  });

  it('[SA3] saves no operation when the answer cannot be kept, and drops the answer of one that was not saved', async () => {
    const paper = new Paper();
    const box = new SatisfactionBox(paper);
    paper.writes = 0;
    await expect(box.with(sampleId(1), answer(1), saving(paper, 1))).rejects.toThrow('disk full');
    expect(paper.operations.size).toBe(0);
    paper.writes = 9;
    expect(await box.with(sampleId(1), answer(1), async () => 'refused')).toBe('refused');
    expect(JSON.parse(paper.file ?? '')).toEqual({ pending: [], answers: [] });
  });

  it('[SA3] waits while the journal is not sure, and leaves what is being saved alone', async () => {
    const paper = new Paper();
    const box = new SatisfactionBox(paper);
    paper.isSure = false;
    expect(await box.with(sampleId(1), answer(1), async () => 'uncertain')).toBe('uncertain');
    expect(JSON.parse(paper.file ?? '').pending).toHaveLength(1);
    paper.isSure = true;
    // The same form again, and an exchange in the middle of it.
    const saved = await box.with(sampleId(1), answer(2), async () => {
      await box.settle();
      return saving(paper, 1)();
    });
    expect(saved).toBe('saved');
    expect(JSON.parse(paper.file ?? '')).toEqual({ pending: [], answers: [answer(2)] });
  });

  it('[SA4] gives out five together in the order of tokens, and fewer when their week is over', async () => {
    const paper = new Paper();
    const box = new SatisfactionBox(paper);
    for (const index of [4, 2, 3]) await box.with(sampleId(index), answer(index), saving(paper, index));
    await box.with(sampleId(9), answer(9, IsoWeek.parse('2026-W47')), saving(paper, 9));
    expect(await box.due(WEEK)).toEqual([answer(9, IsoWeek.parse('2026-W47'))]);
    expect(await box.due(IsoWeek.parse('2026-W49'))).toHaveLength(4);
    await box.with(sampleId(1), answer(1), saving(paper, 1));
    const due = await box.due(WEEK);
    expect(due.map(({ token }) => token)).toEqual([1, 2, 3, 4, 9].map(sampleId));
    await box.forget(due.slice(0, 2));
    expect(JSON.parse(paper.file ?? '').answers).toHaveLength(3);
  });
});
