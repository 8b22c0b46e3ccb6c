import { type Kysely, sql } from 'kysely';
import { Client } from 'pg';
import { z } from 'zod';
import type { Database } from '#central/database/schema.ts';
import type { InstitutionDatabase } from '#central/directory/people.ts';
import type { Random, Timers } from '#shared/kernel/ports.ts';
import { SpaceId } from '#shared/protocol/pull.ts';
import type { Hint, HintBoard } from './hint-board.ts';

/** What goes from process to process: spaces with their numbers. */
const Notice = z.object({ institution: z.string(), hints: z.array(z.tuple([SpaceId, z.int()])) });

/** PostgreSQL takes 8,000 bytes in one notification; a space with its number has at most about 90. */
const HINTS_IN_NOTICE = 80;

/** At most one NOTIFY of a process in this time. */
const PUBLISH_PAUSE_MILLISECONDS = 1_000;

/** The listening connection is asked for a sign of life this often, and must answer within this time. */
const CHECK = { everyMilliseconds: 30_000, answerWithinMilliseconds: 10_000 } as const;

const RECONNECT = { firstMilliseconds: 250, longestMilliseconds: 10_000 } as const;

/** What the channel needs. */
export interface HintChannelOptions {
  readonly connectionString: string;
  readonly kysely: Kysely<Database>;
  readonly institution: string;
  readonly board: HintBoard;
  readonly timers: Timers;
  readonly random: Random;
  /** Told, without personal data, when the channel is down or could not publish. */
  readonly warn: (sentence: string) => void;
}

/**
 * Carries hints between the processes of one centre through PostgreSQL. Publishing gathers for a second and stands
 * outside the transactions it speaks of; listening has a connection of its own and comes back by itself. A hint that
 * is lost costs only time, because every reader also asks unasked: so nothing here is ever fatal.
 *
 *     listening → broken → waiting → listening (and every space is told anew)
 */
export class HintChannel {
  readonly #options: HintChannelOptions;
  readonly #closing = new AbortController();
  readonly #unpublished = new Set<SpaceId>();
  #publishing: Promise<void> | undefined;
  #listening: Promise<void> | undefined;
  #name = '';

  constructor(options: HintChannelOptions) {
    this.#options = options;
  }

  /** Begins to listen; resolves once it does, or when the first attempt failed and it goes on trying. */
  async start(): Promise<void> {
    this.#name = await readChannelName(this.#options.kysely);
    const firstAttempt = Promise.withResolvers<void>();
    this.#listening = this.#listen(firstAttempt.resolve);
    await firstAttempt.promise;
  }

  /** Says that these spaces have news. Returns at once. */
  publish(spaces: readonly SpaceId[]): void {
    if (spaces.length === 0 || this.#closing.signal.aborted) return;
    for (const space of spaces) this.#unpublished.add(space);
    this.#publishing ??= this.#publishAll().finally(() => {
      this.#publishing = undefined;
    });
  }

  /** The numbers of the spaces as they are now. */
  async readSequences(spaces: readonly SpaceId[] | 'all'): Promise<readonly Hint[]> {
    return readSequences(this.#options, spaces);
  }

  /** Publishes what is left and stops listening. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#publishing;
    await this.#listening;
  }

  async #publishAll(): Promise<void> {
    while (this.#unpublished.size > 0) {
      const spaces = [...this.#unpublished];
      this.#unpublished.clear();
      try {
        const { kysely, institution } = this.#options;
        await notify(kysely, this.#name, { institution, hints: await this.readSequences(spaces) });
      } catch {
        // Readers find out by their own asking. Trying again would only hide that the database is away.
        this.#options.warn('hints could not be published');
      }
      await this.#options.timers.sleep(PUBLISH_PAUSE_MILLISECONDS, this.#closing.signal);
    }
  }

  async #listen(onFirstAttempt: () => void): Promise<void> {
    const { timers, random, warn } = this.#options;
    let failures = 0;
    while (!this.#closing.signal.aborted) {
      try {
        await this.#listenOnce(() => {
          failures = 0;
          onFirstAttempt();
        });
      } catch {
        if (failures === 0) warn('the connection that listens for hints broke; connecting again');
      }
      onFirstAttempt();
      failures += 1;
      const longest = Math.min(RECONNECT.firstMilliseconds * 2 ** failures, RECONNECT.longestMilliseconds);
      await timers.sleep(longest * random.fraction(), this.#closing.signal);
    }
  }

  /** Listens on one connection until it breaks (rejects) or the channel is closed (resolves). */
  async #listenOnce(onListening: () => void): Promise<void> {
    const { connectionString, board, timers } = this.#options;
    const client = new Client({
      connectionString,
      application_name: 'klatiene-hints',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: CHECK.answerWithinMilliseconds,
    });
    const broken = new AbortController();
    client.on('error', () => broken.abort());
    client.on('end', () => broken.abort());
    client.on('notification', ({ payload }) => board.tell(this.#hintsIn(payload)));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.#name)}`);
      // What was said while nobody listened.
      board.tell(await this.readSequences('all'));
      onListening();
      while (!this.#closing.signal.aborted) {
        await timers.sleep(CHECK.everyMilliseconds, AbortSignal.any([broken.signal, this.#closing.signal]));
        if (broken.signal.aborted) throw new Error('the listening connection ended');
        if (!this.#closing.signal.aborted) await client.query('select 1');
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  #hintsIn(payload: string | undefined): readonly Hint[] {
    const notice = Notice.safeParse(findJson(payload));
    if (!notice.success || notice.data.institution !== this.#options.institution) return [];
    return notice.data.hints.map(([space, sequence]) => ({ space, sequence }));
  }
}

/**
 * Says to the processes of a centre that these spaces have news, from a process that is none of them: a command that
 * changed the database beside a running centre.
 */
export async function publishOnce(database: InstitutionDatabase, spaces: readonly SpaceId[]): Promise<void> {
  const { kysely, institution } = database;
  const hints = await readSequences(database, spaces);
  await notify(kysely, await readChannelName(kysely), { institution, hints });
}

/** Channels belong to the whole database server's database; the name keeps lives in different schemas apart. */
async function readChannelName(kysely: Kysely<Database>): Promise<string> {
  const { epoch } = await kysely.selectFrom('database_life').select('epoch').executeTakeFirstOrThrow();
  return `klatiene_${epoch.replaceAll('-', '')}`;
}

async function readSequences(
  { kysely, institution }: InstitutionDatabase,
  spaces: readonly SpaceId[] | 'all',
): Promise<readonly Hint[]> {
  if (spaces !== 'all' && spaces.length === 0) return [];
  return kysely
    .selectFrom('space_counter')
    .select(['space', 'sequence'])
    .where('institution', '=', institution)
    .$if(spaces !== 'all', (query) => query.where('space', 'in', spaces === 'all' ? [] : [...spaces]))
    .orderBy('space')
    .execute();
}

async function notify(
  kysely: Kysely<Database>,
  channel: string,
  { institution, hints }: { readonly institution: string; readonly hints: readonly Hint[] },
): Promise<void> {
  for (let from = 0; from < hints.length; from += HINTS_IN_NOTICE) {
    const some = hints.slice(from, from + HINTS_IN_NOTICE);
    const text = JSON.stringify({
      institution,
      hints: some.map(({ space, sequence }) => [space, sequence]),
    });
    await sql`select pg_notify(${channel}, ${text})`.execute(kysely);
  }
}

function findJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
