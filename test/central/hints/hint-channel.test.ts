import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hint, HintBoard } from '#central/hints/hint-board.ts';
import { HintChannel, publishOnce } from '#central/hints/hint-channel.ts';
import { realRandom, realTimers } from '#central/settings/real-ports.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

let opened: TestDatabase;
let other: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
  other = await openTestDatabase();
});
afterAll(async () => {
  await opened.drop();
  await other.drop();
});

const office = (name: string): SpaceId => `office:${name}` as SpaceId;

async function setSequence(database: TestDatabase, space: SpaceId, sequence: number): Promise<void> {
  await database.connection.kysely
    .insertInto('space_counter')
    .values({ institution: 'demo', space, sequence })
    .onConflict((conflict) => conflict.columns(['institution', 'space']).doUpdateSet({ sequence }))
    .execute();
}

/** A process with a channel, and everything that its board was told. */
async function openProcess(database: TestDatabase, institution = 'demo') {
  const board = new HintBoard();
  const warnings: string[] = [];
  const channel = new HintChannel({
    connectionString: database.connectionString,
    kysely: database.connection.kysely,
    institution,
    board,
    timers: realTimers,
    random: realRandom,
    warn: (sentence) => warnings.push(sentence),
  });
  await channel.start();
  const watch = board.watch(() => true);
  return { channel, warnings, watch };
}

/** The next hints that a watch has; fails by the test's own time limit. */
async function nextHints(watch: ReturnType<HintBoard['watch']>): Promise<readonly Hint[]> {
  for (;;) {
    const hints = watch.take();
    if (hints.length > 0) return hints;
    const { news } = watch;
    await new Promise<void>((resolve) => news.addEventListener('abort', () => resolve(), { once: true }));
  }
}

describe('the channel between processes', () => {
  it('[HI7] carries hints to every process of the centre, with the numbers of the moment', async () => {
    const here = await openProcess(opened);
    const there = await openProcess(opened);
    await setSequence(opened, office('a'), 7);
    here.channel.publish([office('a')]);
    expect(await nextHints(there.watch)).toEqual([{ space: office('a'), sequence: 7 }]);
    expect(await nextHints(here.watch)).toEqual([{ space: office('a'), sequence: 7 }]);
    await here.channel.close();
    await there.channel.close();
  });

  it('[HI7] keeps the lives of databases and the institutions of one apart', async () => {
    const here = await openProcess(opened);
    const elsewhere = await openProcess(other);
    const training = await openProcess(opened, 'training');
    await setSequence(opened, office('b'), 1);
    here.channel.publish([office('b')]);
    await nextHints(here.watch);
    // Whoever hears of the second publication would have heard of the first before.
    await setSequence(other, office('c'), 1);
    elsewhere.channel.publish([office('c')]);
    expect(await nextHints(elsewhere.watch)).toEqual([{ space: office('c'), sequence: 1 }]);
    expect(training.watch.take()).toEqual([]);
    for (const one of [here, elsewhere, training]) await one.channel.close();
  });

  it('[HI7] gathers what comes while it pauses, and publishes what is left when it closes', async () => {
    const here = await openProcess(opened);
    const there = await openProcess(opened);
    there.watch.take();
    await setSequence(opened, office('d'), 1);
    here.channel.publish([office('d')]);
    await nextHints(there.watch);
    for (let sequence = 2; sequence <= 9; sequence += 1) {
      await setSequence(opened, office('d'), sequence);
      here.channel.publish([office('d')]);
    }
    const closing = here.channel.close();
    expect(await nextHints(there.watch)).toEqual([{ space: office('d'), sequence: 9 }]);
    await closing;
    await there.channel.close();
  });

  it('[HI7] carries more spaces than one notification holds', async () => {
    const here = await openProcess(opened);
    here.watch.take();
    const spaces = Array.from({ length: 200 }, (_, index) => office(`${'x'.repeat(50)}-${index}`));
    for (const space of spaces) await setSequence(opened, space, 1);
    here.channel.publish(spaces);
    const heard = new Set<SpaceId>();
    while (heard.size < 200) for (const { space } of await nextHints(here.watch)) heard.add(space);
    expect([...heard].sort()).toEqual([...spaces].sort());
    await here.channel.close();
  });

  it('[HI7] listens again after its connection broke, and tells what it missed', async () => {
    const here = await openProcess(opened);
    here.watch.take();
    await setSequence(opened, office('e'), 4);
    const { epoch } = await opened.connection.kysely
      .selectFrom('database_life')
      .select('epoch')
      .executeTakeFirstOrThrow();
    const { rows } = await opened.connection.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'klatiene-hints' and query like '%' || $1 || '%'`,
      [epoch.replaceAll('-', '')],
    );
    expect(rows.length).toBeGreaterThan(0);
    const hints = await nextHints(here.watch);
    expect(hints).toContainEqual({ space: office('e'), sequence: 4 });
    expect(here.warnings).toEqual(['the connection that listens for hints broke; connecting again']);
    await here.channel.close();
  });

  it('[HI7] takes what a command beside the centre publishes', async () => {
    const here = await openProcess(opened);
    here.watch.take();
    await setSequence(opened, office('f'), 2);
    await publishOnce({ kysely: opened.connection.kysely, institution: 'demo' }, [office('f')]);
    expect(await nextHints(here.watch)).toEqual([{ space: office('f'), sequence: 2 }]);
    await here.channel.close();
  });
});
