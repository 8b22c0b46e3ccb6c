import { describe, expect, it } from 'vitest';
import { CaseCommand } from '#shared/case/case-command.ts';
import { separateSatisfaction } from '#shared/case/separate-satisfaction.ts';

const SCALE = { satisfaction: { scale: [1, 5] as [number, number], questions: [], optional: true } };
const answered = (ease: number, needMet?: 'yes' | 'partly' | 'no'): CaseCommand => ({
  kind: 'record-satisfaction',
  satisfaction: { kind: 'answered', ease, ...(needMet && { needMet }) },
});

describe('what a recipient said', () => {
  it.each([
    [5, 'yes', false],
    [3, 'partly', false],
    [3, undefined, false],
    [2, 'yes', true],
    [5, 'no', true],
  ] as const)('[SA1] is taken out of the command: mark %s, need %s', (ease, needMet, needsLook) => {
    const { command, said } = separateSatisfaction(answered(ease, needMet), SCALE);
    expect(command).toEqual({
      kind: 'record-satisfaction',
      satisfaction: { kind: 'answered-apart', needsLook },
    });
    expect(CaseCommand.parse(command)).toEqual(command);
    expect(said).toEqual({ scale: [1, 5], score: ease, needMet: needMet ?? null });
  });

  it('[SA1] is taken out of several steps in one go, and the other steps stay', () => {
    const command = CaseCommand.parse({
      kind: 'finish-at-once',
      steps: [
        { kind: 'prepare', items: [] },
        { kind: 'record-satisfaction', satisfaction: { kind: 'answered', ease: 4 } },
        { kind: 'review-provision', needMet: 'yes' },
      ],
    });
    const separated = separateSatisfaction(command, {});
    expect(separated.said).toEqual({ scale: [1, 5], score: 4, needMet: null });
    expect(JSON.stringify(separated.command)).toBe(
      JSON.stringify(command).replace(
        '{"kind":"answered","ease":4}',
        '{"kind":"answered-apart","needsLook":false}',
      ),
    );
  });

  it('[SA1] stays where nobody said anything, and where the mark is none, to be refused', () => {
    const skipped: CaseCommand = { kind: 'record-satisfaction', satisfaction: { kind: 'skipped' } };
    const note: CaseCommand = { kind: 'add-note', text: 'x' };
    for (const command of [skipped, note, answered(6), answered(0)]) {
      expect(separateSatisfaction(command, SCALE)).toEqual({ command, said: undefined });
    }
  });
});
