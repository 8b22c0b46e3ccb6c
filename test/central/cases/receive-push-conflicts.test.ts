import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseCommand } from '#shared/case/case-command.ts';
import { requestFieldsOf } from '#shared/case/request/request-fields.ts';
import type { Choice } from '#shared/case/steps/resolve-conflict.ts';
import { type CaseId, OperationId, PersonId } from '#shared/kernel/identifier.ts';
import { replicaSpace } from '#shared/protocol/pull.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import { OfficeId } from '#shared/service-level/office.ts';
import {
  CONSULTATION,
  MADE_AUTHOR,
  type MadeOperation,
  OperationMaker,
} from '#test/support/operation-maker.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';
import { opIdOf, verdictsOf, World } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 10 });
});
afterAll(() => database.drop());

const ANNA = PersonId.parse('synthetic-anna');
const JANIS = PersonId.parse('synthetic-janis');
const QUESTION = (CONSULTATION as Extract<CaseCommand, { kind: 'register-request' }>).request.values
  .question as string;

/** Two counters of one office, with one case that both have seen. */
class Desk {
  readonly world = new World(database.connection);
  readonly anna = new OperationMaker({ header: { author: ANNA } });
  readonly janis = new OperationMaker({ header: { author: JANIS } });
  caseId!: CaseId;

  async open(): Promise<this> {
    const registration = await this.anna.register();
    this.caseId = registration.header.caseId;
    await this.world.push([registration]);
    return this;
  }

  /** An operation of one of them, who knows of the case as much as was confirmed to them: its first version. */
  give(maker: OperationMaker, command: CaseCommand, change: Partial<MadeOperation['header']> = {}) {
    return maker.seal(command.kind, JSON.stringify(command), {
      caseId: this.caseId,
      baseVersion: 1,
      confirmedVersion: 1,
      ...change,
    });
  }

  answer(maker: OperationMaker, value: string, change = {}) {
    return this.give(maker, correcting('/values/question', QUESTION, value), change);
  }

  resolve(maker: OperationMaker, operation: MadeOperation, choice: Choice, change = {}) {
    const { kind: what, author: of } = operation.header;
    const command: CaseCommand = { kind: 'resolve-conflict', operation: opIdOf(operation), what, of, choice };
    return this.give(maker, command, change);
  }

  async field(name: string) {
    const state = await this.world.stateOf(this.caseId);
    return state && requestFieldsOf(state.request).get(name);
  }

  async verdict(operation: MadeOperation): Promise<Verdict | null | undefined> {
    return (await this.world.stored(operation))?.verdict;
  }
}

function correcting(field: string, base: string | null, value: string): CaseCommand {
  return { kind: 'correct-request', changes: [{ field, base, value }], reason: 'Pārrakstīšanās' };
}

const newDesk = (): Promise<Desk> => new Desk().open();
const each = (value: string, base = 'Jāņa jautājums'): Choice => ({
  take: 'each',
  changes: [{ field: '/values/question', base, value }],
});

/** A desk where Jānis was first and Anna's answer to the same question is parked. */
async function collided() {
  const desk = await newDesk();
  const theirs = await desk.answer(desk.janis, 'Jāņa jautājums');
  const mine = await desk.answer(desk.anna, 'Annas jautājums');
  await desk.world.push([theirs]);
  await desk.world.push([mine]);
  return { desk, theirs, mine };
}

describe('two counters and one field', () => {
  it('[PR43] [CF5] [CF7] park the later one with everything to choose by, and change nothing', async () => {
    const { desk, mine } = await collided();
    expect(await desk.verdict(mine)).toMatchObject({
      outcome: 'parked',
      grounds: { code: 'changed-meanwhile' },
      conflict: {
        version: 2,
        mineBy: { by: ANNA },
        fields: [
          {
            field: '/values/question',
            base: QUESTION,
            mine: 'Annas jautājums',
            theirs: 'Jāņa jautājums',
            theirsBy: { by: JANIS, counter: 'SMI-1' },
          },
        ],
        others: [],
      },
    });
    expect(await desk.field('/values/question')).toBe('Jāņa jautājums');
    const [row] = await desk.world.store.transaction((tx) => tx.lockOperations([opIdOf(mine)]));
    expect(row?.payload).toBe(mine.wire.payload);
  });

  it('[CF3] [CF4] merge the same value, other fields, and contact, whose loser is told', async () => {
    const desk = await newDesk();
    const need = correcting('/need', null, 'Vajag padomu');
    await desk.world.push([
      await desk.answer(desk.janis, 'Viens un tas pats'),
      await desk.give(desk.janis, need, { baseVersion: 2 }),
    ]);
    expect(await desk.world.verdictOn(await desk.answer(desk.anna, 'Viens un tas pats'))).toMatchObject({
      outcome: 'merged',
    });
    const later = await desk.give(desk.anna, correcting('/need', null, 'Vajag izziņu'));
    expect(await desk.world.verdictOn(later)).toMatchObject({
      outcome: 'merged',
      overtook: [{ field: '/need', mine: 'Vajag izziņu', theirs: 'Vajag padomu', theirsBy: { by: JANIS } }],
    });
    expect(await desk.field('/need')).toBe('Vajag izziņu');
    expect(await desk.field('/values/question')).toBe('Viens un tas pats');
  });

  it('[CF5] park a step whose author saw another status', async () => {
    const desk = await newDesk();
    const asks = { kind: 'ask-applicant', question: 'Kas?', evidence: [], until: '2026-12-01' } as never;
    const finding = { isMet: true, evidence: [] };
    const findings = { complete: finding, signed: finding, 'within-competence': finding };
    await desk.world.push([await desk.give(desk.janis, asks)]);
    const late = await desk.give(desk.anna, { kind: 'assess-conformity', findings });
    const verdict = await desk.world.verdictOn(late);
    expect(verdict).toMatchObject({ outcome: 'parked', grounds: { code: 'not-in-this-status' } });
    expect(verdict).toMatchObject({
      conflict: {
        fields: expect.arrayContaining([
          expect.objectContaining({
            field: '/status',
            base: 'registered',
            mine: 'being-assessed',
            theirs: 'waiting-for-applicant',
          }),
        ]),
      },
    });
  });

  it('[CF3] come to one case in whatever order independent changes arrive', async () => {
    const changes = [
      correcting('/values/question', QUESTION, 'Cits jautājums'),
      correcting('/need', null, 'Vajag padomu'),
      correcting('/common/phone', null, '26111111'),
    ];
    const order = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
    await fc.assert(
      fc.asyncProperty(order, async (places) => {
        const desk = await newDesk();
        const made = await Promise.all(
          changes.map((command) => desk.give(new OperationMaker({ header: { author: JANIS } }), command)),
        );
        for (const place of places) await desk.world.push([made[place] as MadeOperation]);
        const outcomes = (await desk.world.storedVerdicts(made)).map((verdict) => verdict?.outcome);
        expect(outcomes.toSorted()).toEqual(['applied', 'merged', 'merged']);
        expect([
          await desk.field('/values/question'),
          await desk.field('/need'),
          await desk.field('/common/phone'),
        ]).toEqual(['Cits jautājums', 'Vajag padomu', '+37126111111']);
      }),
      { numRuns: 6 },
    );
  });
});

describe('choosing', () => {
  it('[CF9] [CF10] takes the parked operation as its author’s, tells its device, and lets go on what waited', async () => {
    const { desk, mine } = await collided();
    const behind = await desk.give(
      desk.anna,
      { kind: 'add-note', text: 'Aiz tā' },
      { dependsOn: [opIdOf(mine)] },
    );
    const further = await desk.give(
      desk.anna,
      { kind: 'add-note', text: 'Vēl tālāk' },
      { dependsOn: [opIdOf(behind)] },
    );
    const resolution = await desk.resolve(desk.anna, mine, { take: 'mine', version: 2 });
    expect(verdictsOf(await desk.world.push([behind, further])).map(({ outcome }) => outcome)).toEqual([
      'waiting',
      'waiting',
    ]);
    const answer = await desk.world.push([resolution]);
    expect(verdictsOf(answer)).toEqual([{ outcome: 'applied', version: 4 }]);
    expect(await desk.verdict(mine)).toMatchObject({ outcome: 'merged', version: 3, resolved: { by: ANNA } });
    expect(await desk.field('/values/question')).toBe('Annas jautājums');
    const state = await desk.world.stateOf(desk.caseId);
    expect(state?.corrected?.['/values/question']).toMatchObject({ by: ANNA, opId: opIdOf(mine) });
    expect(state?.notes.map(({ text }) => text)).toEqual(['Aiz tā', 'Vēl tālāk']);
    expect(answer.changedSpaces).toContain(replicaSpace(desk.anna.replica));
    const effects = await desk.world.effects();
    expect([effects.get(opIdOf(mine)), effects.get(opIdOf(resolution))]).toEqual([1, 1]);
    expect(verdictsOf(await desk.world.push([resolution]))).toEqual([{ outcome: 'applied', version: 4 }]);
    expect(await desk.world.effects()).toEqual(effects);
  });

  it('[CF9] keeps what the centre has, or writes another value, under the name of who chose', async () => {
    const first = await collided();
    await first.desk.world.push([await first.desk.resolve(first.desk.anna, first.mine, { take: 'theirs' })]);
    expect(await first.desk.verdict(first.mine)).toMatchObject({
      outcome: 'rejected',
      grounds: { code: 'theirs-kept' },
      resolved: { by: ANNA },
    });
    expect(await first.desk.field('/values/question')).toBe('Jāņa jautājums');
    const second = await collided();
    const resolution = await second.desk.resolve(second.desk.anna, second.mine, each('Vēl cits jautājums'));
    expect(await second.desk.world.verdictOn(resolution)).toMatchObject({ outcome: 'applied' });
    expect(await second.desk.verdict(second.mine)).toMatchObject({ outcome: 'merged' });
    expect(
      (await second.desk.world.stateOf(second.desk.caseId))?.corrected?.['/values/question'],
    ).toMatchObject({ opId: opIdOf(resolution) });
  });

  it('[CF9] merges what nobody had to choose together with the choice', async () => {
    const desk = await newDesk();
    await desk.world.push([await desk.answer(desk.janis, 'Jāņa jautājums')]);
    const { changes } = correcting('/values/question', QUESTION, 'Annas jautājums') as Extract<
      CaseCommand,
      { kind: 'correct-request' }
    >;
    const both: CaseCommand = {
      kind: 'correct-request',
      changes: [...changes, { field: '/common/phone', base: null, value: '26111111' }],
      reason: 'Pārrakstīšanās',
    };
    const mine = await desk.give(desk.anna, both);
    expect(await desk.world.verdictOn(mine)).toMatchObject({
      outcome: 'parked',
      conflict: { others: [{ field: '/common/phone' }] },
    });
    await desk.world.push([await desk.resolve(desk.anna, mine, each('Jāņa jautājums'))]);
    expect([await desk.field('/common/phone'), await desk.field('/values/question')]).toEqual([
      '+37126111111',
      'Jāņa jautājums',
    ]);
    expect(await desk.verdict(mine)).toMatchObject({ outcome: 'merged' });
  });

  it('[CF11] counts once, and the second to choose is told', async () => {
    const { desk, mine } = await collided();
    const one = await desk.resolve(desk.anna, mine, { take: 'mine', version: 2 });
    const other = await desk.resolve(desk.janis, mine, { take: 'theirs' });
    const [first, second] = await Promise.all([desk.world.push([one]), desk.world.push([other])]);
    const outcomes = [...verdictsOf(first), ...verdictsOf(second)].map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(['applied', 'rejected']);
    const told = [...verdictsOf(first), ...verdictsOf(second)].find(({ outcome }) => outcome === 'rejected');
    expect(told).toEqual({ outcome: 'rejected', grounds: { code: 'resolved-already' } });
  });

  it('[CF11] asks again when the centre went on since the person chose', async () => {
    for (const choice of [each('Annas jautājums'), { take: 'mine', version: 2 } as const]) {
      const { desk, mine } = await collided();
      const again = await desk.give(
        desk.janis,
        correcting('/values/question', 'Jāņa jautājums', 'Jāņa otrais'),
        { baseVersion: 2, confirmedVersion: 2 },
      );
      await desk.world.push([again]);
      const resolution = await desk.resolve(desk.anna, mine, choice);
      expect(await desk.world.verdictOn(resolution)).toEqual({
        outcome: 'rejected',
        grounds: { code: 'changed-meanwhile' },
      });
      expect(await desk.verdict(mine)).toMatchObject({
        outcome: 'parked',
        conflict: { version: 3, fields: [{ field: '/values/question', theirs: 'Jāņa otrais' }] },
      });
      expect(await desk.field('/values/question')).toBe('Jāņa otrais');
    }
  });

  it('[PR44] [CF8] is for the author, a manager of the case and who oversees the office, and nobody else', async () => {
    const { desk, mine } = await collided();
    const office = mine.header.office;
    desk.world.directory.findScopes = async (person, right) => {
      if (right === 'provider-counter') return [{ kind: 'office', office }];
      if (right === 'office-oversight' && person === 'synthetic-overseer')
        return [{ kind: 'office', office }];
      if (right === 'service-manager')
        return [
          { kind: 'office', office: OfficeId.parse(person === 'synthetic-manager' ? office : 'cesis') },
        ];
      return [];
    };
    const by = (name: string, role = 'provider-counter') => ({
      author: PersonId.parse(name),
      role: role as 'provider-counter',
    });
    const from = (name: string, role?: string) =>
      desk.resolve(desk.janis, mine, { take: 'mine', version: 2 }, by(name, role));
    const refused = { outcome: 'rejected', grounds: { code: 'not-yours-to-resolve' } };
    expect(await desk.world.verdictOn(await from('synthetic-janis'))).toEqual(refused);
    expect(await desk.world.verdictOn(await from('synthetic-stranger', 'service-manager'))).toMatchObject({
      outcome: 'held',
    });
    expect(await desk.world.verdictOn(await from('synthetic-overseer'))).toMatchObject({
      outcome: 'applied',
    });
    const second = await collided();
    second.desk.world.directory.findScopes = desk.world.directory.findScopes;
    const managing = await second.desk.resolve(
      second.desk.janis,
      second.mine,
      { take: 'theirs' },
      by('synthetic-manager', 'service-manager'),
    );
    expect(await second.desk.world.verdictOn(managing)).toMatchObject({ outcome: 'applied' });
  });

  it('[CF8] waits in quarantine for an operation that has not arrived, and takes nothing of another case', async () => {
    const { desk, mine } = await collided();
    const other = await newDesk();
    const absent = { ...mine, header: { ...mine.header, opId: OperationId.parse(randomUUID()) } };
    const early = await desk.resolve(desk.anna, absent, { take: 'theirs' });
    expect(await desk.world.verdictOn(early)).toEqual({
      outcome: 'held',
      grounds: { code: 'conflict-not-here' },
    });
    expect(MADE_AUTHOR).not.toBe(ANNA);
    const astray = await desk.resolve(desk.anna, mine, { take: 'theirs' }, { caseId: other.caseId });
    expect((await desk.world.verdictOn(astray)).outcome).not.toBe('applied');
    expect(await desk.verdict(mine)).toMatchObject({ outcome: 'parked' });
  });

  it('[CF7] [CF9] loses nothing that was typed, whatever is chosen', async () => {
    const choices = fc.constantFrom<Choice>(
      { take: 'mine', version: 2 },
      { take: 'theirs' },
      each('Trešais'),
      each('Jāņa jautājums'),
    );
    await fc.assert(
      fc.asyncProperty(choices, async (choice) => {
        const { desk, theirs, mine } = await collided();
        await desk.world.push([await desk.resolve(desk.anna, mine, choice)]);
        const rows = await desk.world.store.transaction((tx) =>
          tx.lockOperations([opIdOf(mine), opIdOf(theirs)]),
        );
        expect(rows.map(({ payload }) => payload).toSorted()).toEqual(
          [mine.wire.payload, theirs.wire.payload].toSorted(),
        );
        expect(await desk.verdict(mine)).not.toMatchObject({ outcome: 'parked' });
      }),
      { numRuns: 6 },
    );
  });
});
