import { domainToASCII } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Courier, CourierAnswer, OutgoingMail } from '#central/mail/courier.ts';
import { MailOutbox } from '#central/mail/mail-outbox.ts';
import { findUntold } from '#shared/case/steps/report-mail.ts';
import { OperationMaker } from '#test/support/operation-maker.ts';
import { SmtpInbox, type SmtpMood } from '#test/support/smtp-inbox.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';
import { ADDRESS, MailWorld } from './mail-world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

let inbox: SmtpInbox;
let world: MailWorld;
beforeEach(async () => {
  inbox = await SmtpInbox.open();
  world = await MailWorld.open(database);
});
afterEach(() => inbox.close());

/** A courier of the test's own. */
function courierOf(send: (mail: OutgoingMail) => Promise<CourierAnswer>): Courier {
  return { domain: 'klatiene.example', send };
}

describe('the outbox', () => {
  it('[ML2] has one row for an operation that asks, also when it is pushed again, and nothing of a person', async () => {
    const { telling, opId } = await world.asked();
    await world.push([telling]);
    await world.push([telling]);
    const rows = await world.rows();
    expect(rows).toMatchObject([{ op_id: opId, version: 2, attempts: 0, outcome: null, reported_at: null }]);
    expect(JSON.stringify(rows)).not.toContain('paraugs');
  });

  it('[ML2] has none for what was refused, and none for other ways of telling', async () => {
    const { caseId } = await world.asked();
    const refused = { kind: 'inform', subject: 'course', channel: 'post', sentOn: '2026-10-09' };
    const spoken = { ...refused, channel: 'counter', proof: { kind: 'spoken' } };
    const change = { caseId, baseVersion: 2 };
    const others = await Promise.all([
      world.maker.seal('inform', JSON.stringify({ ...refused, proof: { kind: 'e-mail' } }), change),
    ]);
    others.push(await world.maker.seal('inform', JSON.stringify(spoken), change));
    const { verdicts } = await world.push(others);
    expect(verdicts.map(({ verdict }) => verdict.outcome)).toEqual(['rejected', 'applied']);
    expect(await world.rows()).toHaveLength(1);
  });

  it('[ML3] gives what is taken up to nobody else until the claim runs out', async () => {
    await world.asked();
    await world.asked();
    const taken = await Promise.all([1, 2, 3].map(() => world.outbox.claim(world.now)));
    const known = taken.flatMap((one) => (one === undefined ? [] : [one.opId]));
    expect(new Set(known).size).toBe(2);
    world.wait(9);
    expect(await world.outbox.claim(world.now)).toBeUndefined();
    world.wait(1);
    expect(await world.outbox.claim(world.now)).toMatchObject({ attempts: 2 });
  });
});

describe('sending', () => {
  it('[ML1] [CL71] hands the letter over and tells the case when, with what answer and under which name', async () => {
    const { caseId, opId } = await world.asked();
    await world.mailer(inbox).sendDue();
    // The server turns the domain, which crossed the line in ASCII, back into what people write.
    expect(inbox.attempts).toEqual([ADDRESS]);
    const [message] = inbox.messages;
    expect(message?.headers.get('from')).toBe('Klātiene <centrs@klatiene.example>');
    expect(message?.headers.get('subject')).toMatch(/^Kā virzās pieprasījums SMI-/);
    expect(message?.headers.get('message-id')).toBe(`<${opId}@klatiene.example>`);
    expect(message?.headers.get('to')).toBe(`paraugs@${domainToASCII('klūga.example')}`);
    expect(message?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(message?.headers.get('reply-to')).toBe('smiltene@klatiene.example');
    expect(message?.text).toContain('Kā virzās jūsu pieprasījums');
    expect(message?.text).toContain('Pieprasījums ir reģistrēts, un to sāks izskatīt.');
    expect(message?.html).toContain('<h1>Kā virzās jūsu pieprasījums</h1>');
    expect((await world.stateOf(caseId)).notifications).toMatchObject([
      {
        opId,
        proof: { to: ADDRESS },
        mail: { state: 'sent', at: world.now, reply: 250, messageId: `<${opId}@klatiene.example>` },
      },
    ]);
    expect(await world.ownEvents(caseId)).toMatchObject([
      { kind: 'mail-sent', origin: { automatic: true, by: 'test-clerk', counter: null } },
    ]);
    await world.mailer(inbox).sendDue();
    expect(inbox.messages).toHaveLength(1);
    expect(world.warnings).toEqual([]);
  });

  it('[ML1] makes one chain of its own, which counters cannot add to and which does nothing else', async () => {
    const first = await world.asked();
    const second = await world.asked();
    await Promise.all([world.mailer(inbox).sendDue(), world.mailer(inbox).sendDue()]);
    const rows = await world.database.kysely
      .selectFrom('operation_inbox')
      .select(['n', 'prev', 'digest', 'outcome'])
      .where('institution', '=', world.institution)
      .where('replica', '=', world.replica)
      .orderBy('n')
      .execute();
    expect(rows.map(({ n, outcome }) => [n, outcome])).toEqual([
      [1, 'applied'],
      [2, 'applied'],
    ]);
    expect(rows[0]?.prev).toBeNull();
    expect(rows[1]?.prev).toBe(rows[0]?.digest);
    expect((await world.ownEvents(first.caseId)).length).toBe(1);
    expect((await world.ownEvents(second.caseId)).length).toBe(1);
    const result = { kind: 'failed', at: world.now, reason: 'defect' };
    const report = JSON.stringify({ kind: 'report-mail', telling: first.opId, result });
    const ofCounter = await world.maker.seal('report-mail', report, { caseId: first.caseId, baseVersion: 3 });
    const own = new OperationMaker({ replica: world.replica });
    const note = await own.note(first.caseId, 'Piezīme', { n: 3, prev: rows[1]?.digest ?? null });
    const held = { outcome: 'held', grounds: { code: 'author-without-right' } };
    for (const made of [ofCounter, note]) {
      expect((await world.push([made])).verdicts).toMatchObject([{ verdict: held }]);
    }
  });

  it.each<[SmtpMood, string]>([
    [550, 'address-refused'],
    ['data-554', 'message-refused'],
  ])('[ML5] [CL72] has failed at once when the server says %s', async (mood, reason) => {
    const { caseId } = await world.asked();
    inbox.mood = mood;
    await world.mailer(inbox).sendDue();
    const state = await world.stateOf(caseId);
    expect(findUntold(state)).toMatchObject({ mail: { state: 'failed', reason } });
    world.wait(60);
    inbox.mood = 'takes';
    await world.mailer(inbox).sendDue();
    expect(inbox.messages).toEqual([]);
  });

  it('[ML5] has failed at once where there is no mail server', async () => {
    const { caseId } = await world.asked();
    await world.mailer(undefined).sendDue();
    expect(await world.ownEvents(caseId)).toMatchObject([{ kind: 'mail-failed', reason: 'no-mail-server' }]);
  });

  it.each<[string, SmtpMood | 'closed']>([
    ['says 421', 421],
    ['says 450', 450],
    ['says 451 to the message', 'data-451'],
    ['is silent', 'silent'],
    ['is not there', 'closed'],
  ])('[ML4] tries again when the server %s, and it arrives', async (_what, mood) => {
    const { caseId } = await world.asked();
    if (mood === 'closed') await inbox.close();
    else inbox.mood = mood;
    await world.mailer(inbox).sendDue();
    expect((await world.stateOf(caseId)).notifications).toMatchObject([{ mail: { state: 'sending' } }]);
    if (mood === 'closed') inbox = await SmtpInbox.open();
    inbox.mood = 'takes';
    await world.mailer(inbox).sendDue();
    expect(inbox.messages).toEqual([]);
    world.wait(1);
    await world.mailer(inbox).sendDue();
    expect(inbox.messages).toHaveLength(1);
    expect((await world.stateOf(caseId)).notifications).toMatchObject([{ mail: { state: 'sent' } }]);
  });

  it('[ML4] pauses longer each time, and gives up a day after it was asked', async () => {
    const { caseId } = await world.asked();
    const attempts: number[] = [];
    let minutes = 0;
    const mailer = world.mailer(
      courierOf(async () => {
        attempts.push(minutes);
        return { outcome: 'put-off', reason: 'put-off-too-long' };
      }),
    );
    while ((await world.ownEvents(caseId)).length === 0) {
      await mailer.sendDue();
      const [row] = await world.rows();
      const due = (Date.parse(row?.next_at ?? '') - Date.parse(world.now)) / 60_000;
      world.wait(due);
      minutes += due;
    }
    expect(attempts.slice(0, 8)).toEqual([0, 1, 3, 7, 15, 31, 63, 123]);
    expect(attempts.at(-1)).toBeGreaterThanOrEqual(24 * 60);
    expect(attempts.at(-1)).toBeLessThan(25 * 60);
    expect(await world.ownEvents(caseId)).toMatchObject([
      { kind: 'mail-failed', reason: 'put-off-too-long' },
    ]);
  });

  it('[ML4] tells the case of a message that could not be written for a day, and holds up no other', async () => {
    const { caseId } = await world.asked();
    const mailer = world.mailer(inbox, { compose: () => Promise.reject(new Error('a fault')) });
    await expect(mailer.sendDue()).rejects.toThrow('a fault');
    await world.asked();
    await world.mailer(inbox).sendDue();
    expect(inbox.messages).toHaveLength(1);
    world.wait(24 * 60 - 1);
    await expect(mailer.sendDue()).rejects.toThrow('a fault');
    expect(await world.ownEvents(caseId)).toEqual([]);
    world.wait(10);
    await mailer.sendDue();
    expect(await world.ownEvents(caseId)).toMatchObject([{ kind: 'mail-failed', reason: 'defect' }]);
    expect(world.warnings).toEqual(['an e-mail could not be written']);
  });

  it('[ML4] says how long a server was out of reach that never came back', async () => {
    const { caseId } = await world.asked();
    await inbox.close();
    world.wait(24 * 60);
    await world.mailer(inbox).sendDue();
    expect(await world.ownEvents(caseId)).toMatchObject([
      { kind: 'mail-failed', reason: 'server-unreachable' },
    ]);
    inbox = await SmtpInbox.open();
  });
});

describe('a process that ends in the middle', () => {
  it('[ML6] before the database knows: the message comes again under the same name, the case is told once', async () => {
    const { caseId, opId } = await world.asked();
    const dying = new (class extends MailOutbox {
      override keepEnd(): Promise<void> {
        throw new Error('killed');
      }
    })(world.database);
    await expect(world.mailer(inbox, { outbox: dying }).sendDue()).rejects.toThrow('killed');
    expect(inbox.messages).toHaveLength(1);
    await world.mailer(inbox).sendDue();
    expect(inbox.messages).toHaveLength(1);
    world.wait(10);
    await world.mailer(inbox).sendDue();
    const names = inbox.messages.map(({ headers }) => headers.get('message-id'));
    expect(names).toEqual([`<${opId}@klatiene.example>`, `<${opId}@klatiene.example>`]);
    expect(await world.ownEvents(caseId)).toHaveLength(1);
  });

  it.each(['before', 'after'])(
    '[ML6] %s the case is told: it is told once, and nothing is sent again',
    async (when) => {
      const { caseId } = await world.asked();
      const dying = new (class extends MailOutbox {
        override async keepEnd(...[opId, end]: Parameters<MailOutbox['keepEnd']>): Promise<void> {
          await super.keepEnd(opId, end);
          if (when === 'before') throw new Error('killed');
        }
        override keepReported(): Promise<void> {
          throw new Error('killed');
        }
      })(world.database);
      await expect(world.mailer(inbox, { outbox: dying }).sendDue()).rejects.toThrow('killed');
      world.wait(10);
      await world.mailer(inbox).sendDue();
      world.wait(10);
      await world.mailer(inbox).sendDue();
      expect(inbox.messages).toHaveLength(1);
      expect(await world.ownEvents(caseId)).toHaveLength(1);
    },
  );
});

describe('what may not happen', () => {
  it('[ML9] no warning holds anything of a person, and what cannot be written has failed', async () => {
    const { caseId, opId } = await world.asked();
    await world.database.kysely
      .updateTable('case_event')
      .set((row) => ({
        event: row.fn('replace', ['event', row.val('"catalogue":"ca'), row.val('"catalogue":"da')]),
      }))
      .where('institution', '=', world.institution)
      .where('case_id', '=', caseId)
      .execute();
    await world.mailer(courierOf(async () => ({ outcome: 'taken', reply: 250 }))).sendDue();
    expect(await world.ownEvents(caseId)).toMatchObject([
      { kind: 'mail-failed', reason: 'defect', telling: opId },
    ]);
    expect(world.warnings).toEqual(['an e-mail could not be written']);
  });

  it('[ML7] [ML8] a courier is given one message, composed for its day', async () => {
    await world.asked();
    const given: OutgoingMail[] = [];
    await world
      .mailer(
        courierOf(async (mail) => {
          given.push(mail);
          return { outcome: 'taken', reply: 250 };
        }),
      )
      .sendDue();
    expect(given).toMatchObject([{ to: ADDRESS, language: 'lv' }]);
  });
});
