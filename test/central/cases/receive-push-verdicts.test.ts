import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffRole } from '#shared/case/staff-role.ts';
import { CaseId, Digest, OperationId, PersonId } from '#shared/kernel/identifier.ts';
import { referenceOf } from '#shared/kernel/reference.ts';
import { RULES_VERSION } from '#shared/protocol/protocol-version.ts';
import { officeSpace } from '#shared/protocol/pull.ts';
import type { GrantScope } from '#shared/protocol/session.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import { CounterId, OfficeId } from '#shared/service-level/office.ts';
import {
  CONSULTATION,
  MADE_OFFICE,
  type MadeOperation,
  OperationMaker,
  stationOfMade,
} from '#test/support/operation-maker.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';
import { opIdOf, verdictsOf, World } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
});
afterAll(() => database.drop());

const sameReference = ({ header: { reference } }: MadeOperation) =>
  reference === undefined ? {} : { reference };

const newWorld = (): World => new World(database.connection);

describe('the verdict', () => {
  it('[PR16] is applied for what the rules allow, and the case has it', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const registration = await maker.register();
    const note = await maker.note(registration.header.caseId, 'Atnāks rīt');
    const answer = await world.push([registration, note]);
    expect(verdictsOf(answer)).toEqual([
      { outcome: 'applied', version: 1 },
      { outcome: 'applied', version: 2 },
    ]);
    expect(answer.received).toEqual({ contiguousN: 2, gaps: [] });
    expect(answer.changedSpaces).toEqual([officeSpace(MADE_OFFICE)]);
    const state = await world.stateOf(registration.header.caseId);
    expect(state).toMatchObject({
      reference: registration.header.reference,
      status: 'registered',
      notes: [{ opId: note.header.opId, text: 'Atnāks rīt' }],
    });
  });

  it('[PR16] is merged for an addition to a case that moved on meanwhile', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const registration = await maker.register();
    const { caseId } = registration.header;
    await world.push([registration, await maker.note(caseId)]);
    const other = await new OperationMaker().note(caseId, 'No otras letes');
    expect(await world.verdictOn(other)).toEqual({ outcome: 'merged', version: 3 });
  });

  it('[PR18] is rejected, with the places, for what the rules of its version do not allow', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const request = { ...CONSULTATION, request: { service: 'e-pakalpojumu-konsultacija' } };
    const opId = OperationId.parse(randomUUID());
    const incomplete = await maker.seal('register-request', JSON.stringify(request), {
      opId,
      caseId: CaseId.parse(opId),
    });
    const verdict = await world.verdictOn(incomplete);
    expect(verdict).toMatchObject({ outcome: 'rejected', grounds: { code: 'request-not-valid' } });
    expect(verdict.outcome === 'rejected' && verdict.grounds.issues?.length).toBeGreaterThan(1);
    expect(await world.effects()).toEqual(new Map());
  });

  it('[PR18] is parked for what other rules than ours allowed its author', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const registration = await maker.register();
    await world.push([registration]);
    const note = await maker.note(registration.header.caseId, '', { rules: RULES_VERSION + 1 });
    expect(await world.verdictOn(note)).toMatchObject({
      outcome: 'parked',
      grounds: { code: 'details-not-valid' },
    });
  });

  it('[PR18] is parked for what the case allowed as its author saw it, and rejected for what it never did', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const registration = await maker.register();
    const { caseId } = registration.header;
    const withdrawing = JSON.stringify({ kind: 'withdraw-request', reason: 'Pārdomāja' });
    const withdrawn = await maker.seal('withdraw-request', withdrawing, { caseId, baseVersion: 1 });
    await world.push([registration, withdrawn]);
    const finding = { isMet: true, evidence: [] };
    const findings = { complete: finding, signed: finding, 'within-competence': finding };
    const payload = JSON.stringify({ kind: 'assess-conformity', findings });
    const refused = { grounds: { code: 'not-in-this-status' } };
    const late = await new OperationMaker().seal('assess-conformity', payload, { caseId, baseVersion: 1 });
    expect(await world.verdictOn(late)).toMatchObject({ outcome: 'parked', ...refused });
    const knowing = await new OperationMaker().seal('assess-conformity', payload, { caseId, baseVersion: 2 });
    expect(await world.verdictOn(knowing)).toEqual({ outcome: 'rejected', ...refused });
    const empty = await new OperationMaker().note(caseId, '', { baseVersion: 1 });
    expect(await world.verdictOn(empty)).toMatchObject({
      outcome: 'rejected',
      grounds: { code: 'details-not-valid' },
    });
    expect(await world.stateOf(caseId)).toMatchObject({ status: 'closed', outcome: { kind: 'withdrawn' } });
  });

  it('[PR15] is waiting for what depends on an operation that is not here or not settled', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const missing = OperationId.parse(randomUUID());
    const first = await maker.note(CaseId.parse(randomUUID()), 'x', { dependsOn: [missing] });
    const second = await maker.note(first.header.caseId, 'y', { dependsOn: [opIdOf(first)] });
    const answer = await world.push([first, second]);
    expect(verdictsOf(answer)).toEqual([
      { outcome: 'waiting', waitsFor: [missing] },
      { outcome: 'waiting', waitsFor: [opIdOf(first)] },
    ]);
    expect(answer.verdicts.map(({ decidedAt }) => decidedAt)).toEqual([null, null]);
  });

  const held = (code: string): Verdict => ({ outcome: 'held', grounds: { code } });

  it('[PR11] is held for a device that the centre does not know, or not for that office, or no longer', async () => {
    const world = newWorld();
    const unknown = new OperationMaker();
    world.directory.unknownReplicas.add(unknown.replica);
    expect(await world.verdictOn(await unknown.register())).toEqual(held('replica-unknown'));
    const revoked = new OperationMaker();
    world.directory.revokedReplicas.add(revoked.replica);
    expect(await world.verdictOn(await revoked.register())).toEqual(held('replica-revoked'));
    const elsewhere = await new OperationMaker().register({ office: OfficeId.parse('auce') });
    expect(await world.verdictOn(elsewhere)).toEqual(held('replica-of-another-office'));
    expect(await world.effects()).toEqual(new Map());
  });

  it('[PR12] is held for an author without the right', async () => {
    const world = newWorld();
    const author = PersonId.parse('stranger');
    world.directory.strangers.add(author);
    const made = await new OperationMaker().register({ author });
    expect(await world.verdictOn(made)).toEqual(held('author-without-right'));
    expect(await world.effects()).toEqual(new Map());
  });

  it('[PR13] is held for a kind and for a payload that the centre cannot read', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const caseId = CaseId.parse(randomUUID());
    const fromTheFuture = await maker.seal('fly-to-the-moon', '{"kind":"fly-to-the-moon"}', { caseId });
    expect(await world.verdictOn(fromTheFuture)).toEqual(held('kind-not-known'));
    for (const payload of ['{"kind":"add-note","text":', '{"kind":"add-note"}', 'null', '']) {
      const garbled = await maker.seal('add-note', payload, { caseId });
      expect(await world.verdictOn(garbled)).toEqual(held('payload-not-readable'));
    }
  });

  it('[PR14] is held for a version that the centre does not have', async () => {
    const world = newWorld();
    const missing = Digest.parse('00'.repeat(32));
    for (const change of [{ catalogue: missing }, { calendar: missing }, { offices: missing }]) {
      const made = await new OperationMaker().register(change);
      expect(await world.verdictOn(made)).toEqual(held('version-not-known'));
    }
  });

  describe('on another office', () => {
    const AUCE = OfficeId.parse('auce');
    const service = 'e-pakalpojumu-konsultacija';

    /** A case of Smiltene, and the verdict on a note by somebody with these scopes at a device of Auce. */
    async function verdictOnNote(role: StaffRole, scopes: readonly GrantScope[]): Promise<Verdict> {
      const world = newWorld();
      const registration = await new OperationMaker().register();
      await world.push([registration]);
      const author = PersonId.parse('somebody');
      world.directory.scopes.set(author, scopes);
      const maker = new OperationMaker();
      world.directory.officeOf.set(maker.replica, AUCE);
      const change = { author, role, office: AUCE, counter: null };
      const verdict = await world.verdictOn(await maker.note(registration.header.caseId, 'x', change));
      const notes = (await world.stateOf(registration.header.caseId))?.notes.length;
      expect(notes).toBe(verdict.outcome === 'applied' ? 1 : 0);
      return verdict;
    }

    it.each(['provider-counter', 'provider-specialist', 'partner'] as const)(
      '[PR34] is rejected for a %s, wherever the grant holds',
      async (role) => {
        const otherOffice: Verdict = { outcome: 'rejected', grounds: { code: 'other-office' } };
        for (const scope of [{ kind: 'institution' }, { kind: 'office', office: AUCE }] as const) {
          expect(await verdictOnNote(role, [scope])).toEqual(otherOffice);
        }
      },
    );

    it.each(['service-manager', 'portfolio-manager'] as const)(
      '[PR34] is given to a %s whose grant covers the case',
      async (role) => {
        const applied: Verdict = { outcome: 'applied', version: 2 };
        expect(await verdictOnNote(role, [{ kind: 'institution' }])).toEqual(applied);
        expect(await verdictOnNote(role, [{ kind: 'office', office: MADE_OFFICE }])).toEqual(applied);
        expect(await verdictOnNote(role, [{ kind: 'service', service }])).toEqual(applied);
        expect(await verdictOnNote(role, [{ kind: 'office', office: AUCE }])).toEqual(
          held('author-without-right'),
        );
        expect(await verdictOnNote(role, [{ kind: 'service', service: 'other' }])).toEqual(
          held('author-without-right'),
        );
      },
    );
  });

  it('[PR34] counts a grant of a partner for one service on cases of that service only', async () => {
    const author = PersonId.parse('somebody');
    for (const [service, verdict] of [
      ['e-pakalpojumu-konsultacija', { outcome: 'applied', version: 2 }],
      ['other', held('author-without-right')],
    ] as const) {
      const world = newWorld();
      world.directory.scopes.set(author, [{ kind: 'service', service }]);
      const maker = new OperationMaker();
      const registration = await maker.register();
      await world.push([registration]);
      const note = await maker.note(registration.header.caseId, 'x', { author, role: 'partner' });
      expect(await world.verdictOn(note)).toEqual(verdict);
    }
  });

  describe('on a registration', () => {
    it('[PR37] is held when its case has another identifier than the operation', async () => {
      const world = newWorld();
      const made = await new OperationMaker().register({ caseId: CaseId.parse(randomUUID()) });
      expect(await world.verdictOn(made)).toEqual(held('case-not-own'));
    });

    it('[PR37] is held when its number is of another station or office, and the number stays free', async () => {
      const world = newWorld();
      const [victim, thief] = [new OperationMaker(), new OperationMaker()];
      const stolen = referenceOf('SMI', stationOfMade(victim.replica), 1);
      const theft = await thief.register({ reference: stolen });
      expect(await world.verdictOn(theft)).toEqual(held('reference-not-own'));
      const rightful = await victim.register();
      expect(rightful.header.reference).toBe(stolen);
      expect(await world.verdictOn(rightful)).toEqual({ outcome: 'applied', version: 1 });
      expect(await world.verdictOn(theft)).toEqual(held('reference-not-own'));
      const foreign = await thief.register({
        reference: referenceOf('AUC', stationOfMade(thief.replica), 9),
      });
      expect(await world.verdictOn(foreign)).toEqual(held('reference-not-own'));
    });

    it('[PR38] is held when its office has no such counter', async () => {
      const world = newWorld();
      const maker = new OperationMaker();
      for (const name of ['AUC-1', 'SMI-99']) {
        const made = await maker.register({ counter: CounterId.parse(name) });
        expect(await world.verdictOn(made)).toEqual(held('counter-not-at-office'));
      }
      expect(await world.verdictOn(await maker.register({ counter: null }))).toMatchObject({
        outcome: 'applied',
      });
    });
  });

  it('[PR37] is held for a number on anything but a registration', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const registration = await maker.register();
    await world.push([registration]);
    const reference = referenceOf('SMI', stationOfMade(maker.replica), 7);
    const note = await maker.note(registration.header.caseId, 'x', { reference });
    expect(await world.verdictOn(note)).toEqual(held('reference-not-own'));
  });

  it('[PR8] leaves every operation as it came, whatever it is', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const caseId = CaseId.parse(randomUUID());
    const clone = new OperationMaker({ replica: maker.replica });
    const registration = await maker.register();
    const own = registration.header.caseId;
    const operations = [
      registration,
      await maker.note(own, ''),
      await maker.note(caseId, 'ārpus lietas \u0000 "x"'),
      await maker.seal('of-a-later-version', '{"kind":"of-a-later-version","more":[1,{}]}', { caseId }),
      await maker.note(caseId, 'x', { dependsOn: [OperationId.parse(randomUUID())] }),
      await maker.note(own, '', { rules: RULES_VERSION + 1 }),
      await clone.register(),
    ];
    const answer = await world.push(operations);
    expect(verdictsOf(answer).map(({ outcome }) => outcome)).toEqual([
      'applied',
      'rejected',
      'waiting',
      'held',
      'waiting',
      'parked',
      'fork',
    ]);
    const rows = await database.connection.kysely
      .selectFrom('operation_inbox')
      .select(['op_id', 'header', 'salt', 'payload', 'digest'])
      .where('institution', '=', world.institution)
      .execute();
    const byId = (a: { op_id: string }, b: { op_id: string }) => (a.op_id < b.op_id ? -1 : 1);
    const expected = operations.map((made) => ({ op_id: opIdOf(made), ...made.wire }));
    expect(rows.toSorted(byId)).toEqual(expected.toSorted(byId));
  });

  it('[PR10] is a fork before anything else', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    await world.push([await maker.register()]);
    world.directory.unknownReplicas.add(maker.replica);
    const forked = await new OperationMaker({ replica: maker.replica }).register();
    expect(await world.verdictOn(forked)).toEqual({ outcome: 'fork', grounds: { code: 'number-taken' } });
  });

  it('[PR2] is told in the order of the push, and given in the order of the numbers', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const registration = await maker.register();
    const { caseId } = registration.header;
    const notes = [await maker.note(caseId), await maker.note(caseId, 'y', { baseVersion: 2 })];
    const answer = await world.push([...notes.toReversed(), registration]);
    expect(verdictsOf(answer)).toEqual([3, 2, 1].map((version) => ({ outcome: 'applied', version })));
  });

  it('[PR6] is a fork for a number that another operation of the replica holds', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const clone = new OperationMaker({ replica: maker.replica });
    const original = await maker.register();
    await world.push([original]);
    const fork: Verdict = { outcome: 'fork', grounds: { code: 'number-taken' } };
    const forked = await clone.register();
    expect(await world.verdictOn(forked)).toEqual(fork);
    expect(await world.verdictOn(forked)).toEqual(fork);
    expect((await world.push([await maker.register()])).received).toEqual({ contiguousN: 2, gaps: [] });
    expect((await world.effects()).size).toBe(2);
  });

  it('[PR6] is a fork for the second of two with one number in one push', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const clone = new OperationMaker({ replica: maker.replica });
    const answer = await world.push([await maker.register(), await clone.register()]);
    expect(verdictsOf(answer)).toEqual([
      { outcome: 'applied', version: 1 },
      { outcome: 'fork', grounds: { code: 'number-taken' } },
    ]);
  });

  it('[PR7] is a fork for a chain that does not fit what is here', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    await world.push([await maker.register()]);
    const prev = Digest.parse('11'.repeat(32));
    const broken: Verdict = { outcome: 'fork', grounds: { code: 'chain-broken' } };
    expect(await world.verdictOn(await maker.register({ n: 2, prev }))).toEqual(broken);
    const beginning = await new OperationMaker().register({ n: 1, prev });
    expect(await world.verdictOn(beginning)).toEqual(broken);
  });

  it('[PR17] is a fork for a reference that another case has', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const first = await maker.register();
    await world.push([first]);
    const twin = await maker.register(sameReference(first));
    expect(await world.verdictOn(twin)).toEqual({ outcome: 'fork', grounds: { code: 'reference-taken' } });
  });

  it('[PR17] is a fork for one of two cases that take one reference at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const world = newWorld();
      const maker = new OperationMaker();
      const first = await maker.register();
      const second = await maker.register(sameReference(first));
      const verdicts = await Promise.all([world.verdictOn(first), world.verdictOn(second)]);
      expect(verdicts.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'fork']);
      expect((await world.effects()).size).toBe(1);
    }
  });
});
