import '#shared/kernel/zod-jitless.ts';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Clock, Timers } from '#shared/kernel/ports.ts';
import { buildApp } from './app.ts';
import { AttachmentFolder } from './attachments/attachment-folder.ts';
import { Attachments } from './attachments/attachments.ts';
import { reviewHeld } from './cases/held-review.ts';
import { connect } from './database/connect.ts';
import { readDurability } from './database/durability.ts';
import { pgCaseStore } from './database/pg-case-store.ts';
import { Devices } from './directory/devices.ts';
import { ensureOwnReplica } from './directory/own-replica.ts';
import { PgDirectory } from './directory/pg-directory.ts';
import { Sessions } from './directory/sessions.ts';
import { SignInGuard } from './directory/sign-in-guard.ts';
import { ensureCentreKeys } from './exchange/centre-keys.ts';
import { HintBoard } from './hints/hint-board.ts';
import { HintChannel } from './hints/hint-channel.ts';
import { MailOutbox } from './mail/mail-outbox.ts';
import { Mailer } from './mail/mailer.ts';
import { composeMail, findOccasion } from './mail/read-telling.ts';
import { type MailSettings, smtpCourier } from './mail/smtp-courier.ts';
import { Oversight } from './oversight/oversight.ts';
import { Unsettled } from './oversight/unsettled.ts';
import { bringIntoForce } from './references/bring-into-force.ts';
import { PgReferenceLibrary } from './references/pg-reference-library.ts';
import type { Centre } from './routes/centre.ts';
import { realClock, realCryptography, realHash, realRandom, realTimers } from './settings/real-ports.ts';

/** What a centre is made of. */
export interface CentreOptions {
  readonly connectionString: string;
  /** The schema that holds the tables, where it is not the server's own choice. */
  readonly schema?: string;
  readonly databaseKind: 'embedded' | 'external';
  readonly institution: string;
  readonly webFolder: string;
  /** Where the files of cases lie; made when the first one comes. */
  readonly filesFolder: string;
  readonly origins: readonly string[];
  /** Whether the operator's proxy stands before the centre, and may say whom it asks for. */
  readonly isBehindProxy: boolean;
  /** The mail server; without one every e-mail fails with that reason. */
  readonly mail?: MailSettings | undefined;
  readonly logger?: FastifyBaseLogger;
  /** The machine's clock when left out. */
  readonly clock?: Clock;
  /** What requests wait by; the event loop when left out. */
  readonly timers?: Timers;
}

/** The centre, assembled and connected, not listening. */
export interface OpenCentre {
  readonly app: FastifyInstance;
  readonly centre: Centre;
  /** Ends what is under way and closes every connection. */
  close(): Promise<void>;
}

/** Connections for deciding operations, and for everything else. */
const POOL = { cases: 10, others: 10 } as const;

/**
 * Opens the centre of a database that is migrated and set up. Operations are decided in a pool of their own: inside
 * its transaction each of them asks the directory and the library, and would wait for ever if all connections were
 * held by others who wait for the same.
 */
export async function openCentre(options: CentreOptions): Promise<OpenCentre> {
  const { connectionString, schema, institution, logger } = options;
  const clock = options.clock ?? realClock;
  const ports = { clock, random: realRandom };
  const onIdleFailure = (): void => logger?.warn('a connection to the database broke');
  const place = { connectionString, onIdleFailure, ...(schema === undefined ? {} : { schema }) };
  const caseConnection = connect({ ...place, poolSize: POOL.cases });
  const connection = connect({ ...place, poolSize: POOL.others });

  const database = { kysely: connection.kysely, institution };
  const references = new PgReferenceLibrary(database);
  const store = pgCaseStore({ connection: caseConnection, institution });
  const hintBoard = new HintBoard();
  const hintChannel = new HintChannel({
    connectionString,
    kysely: connection.kysely,
    institution,
    board: hintBoard,
    timers: realTimers,
    random: realRandom,
    warn: (sentence) => logger?.warn(sentence),
  });
  const cases = { store, references, directory: new PgDirectory(database, clock), hash: realHash, clock };
  const centre: Centre = {
    database,
    databaseKind: options.databaseKind,
    readDurability: () => readDurability(connection),
    cases,
    references,
    sessions: new Sessions(database, ports),
    signInGuard: new SignInGuard(clock),
    devices: new Devices(database, ports),
    unsettled: new Unsettled({ database, clock }),
    own: async () => ({ cases, replica: await ensureOwnReplica(database, realRandom), random: realRandom }),
    oversight: new Oversight({ database, store, references, clock }),
    attachments: new Attachments({ database, folder: new AttachmentFolder(options.filesFolder), clock }),
    keys: await ensureCentreKeys(database, { cryptography: realCryptography, clock }),
    hintBoard,
    hintChannel,
    timers: options.timers ?? realTimers,
    hasMailServer: options.mail !== undefined,
    wakeMailer: () => mailer?.wake(),
  };
  const closing = new AbortController();
  let review: Promise<void> | undefined;
  let mailer: Mailer | undefined;
  let mailing: Promise<void> | undefined;
  const closeConnections = async (): Promise<void> => {
    closing.abort();
    await review;
    // A mail server may be silent for longer than anybody waits; what it took then is sent again under its name (ML6).
    await Promise.race([mailing, realTimers.sleep(GRACE_MILLISECONDS)]);
    await hintChannel.close();
    await connection.close();
    await caseConnection.close();
  };
  try {
    await hintChannel.start();
    review = reviewHeld({
      cases: centre.cases,
      timers: realTimers,
      signal: closing.signal,
      bringIntoForce: () => bringIntoForce(database, { clock }),
      publish: (spaces) => hintChannel.publish(spaces),
      warn: (sentence) => logger?.warn(sentence),
    });
    const sources = { database, references };
    mailer = new Mailer({
      outbox: new MailOutbox(database),
      courier: options.mail === undefined ? undefined : smtpCourier(options.mail),
      findOccasion: (claimed) => findOccasion(sources, claimed),
      compose: (claimed) => composeMail(sources, claimed, clock.now()),
      own: await centre.own(),
      timers: realTimers,
      publish: (spaces) => hintChannel.publish(spaces),
      warn: (sentence) => logger?.warn(sentence),
    });
    mailing = mailer.run(closing.signal);
    const app = await buildApp(centre, {
      origins: options.origins,
      webFolder: options.webFolder,
      isBehindProxy: options.isBehindProxy,
      ...(logger === undefined ? {} : { logger }),
    });
    return {
      app,
      centre,
      close: async () => {
        await closeApp(app);
        await closeConnections();
      },
    };
  } catch (failure) {
    await closeConnections();
    throw failure;
  }
}

/** How long requests under way may take to finish when the centre is stopped. */
const GRACE_MILLISECONDS = 2000;

/**
 * Stops listening and lets what is under way finish. Browsers keep connections open for as long as the server allows,
 * so after the grace the rest is cut: whoever was cut off asks again and loses nothing.
 */
async function closeApp(app: FastifyInstance): Promise<void> {
  const impatience = setTimeout(() => app.server.closeAllConnections(), GRACE_MILLISECONDS);
  try {
    await app.close();
  } finally {
    clearTimeout(impatience);
  }
}

/** Why the centre does not listen, as a sentence for whoever started it. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

/**
 * Listens at `port` of this machine only, and gives the address. Another machine reaches the centre through a proxy of
 * the operator's choice. Throws `PortTaken` with a sentence when somebody else listens there.
 */
export async function listen(app: FastifyInstance, port: number): Promise<string> {
  try {
    await app.listen({ host: '127.0.0.1', port });
  } catch (failure) {
    const { code } = failure as { code?: string };
    if (code === 'EADDRINUSE' || code === 'EACCES') throw new PortTaken(portSentence(port, code));
    throw failure;
  }
  const address = app.server.address();
  invariant(typeof address === 'object' && address !== null, 'a listening server has an address');
  return `http://127.0.0.1:${address.port}/`;
}

function portSentence(port: number, code: 'EADDRINUSE' | 'EACCES'): string {
  const reason = code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be used by this account';
  return `Port ${port} ${reason}. Set KLATIENE_PORT to a free one, for example KLATIENE_PORT=${port === 4711 ? 4712 : 4711}.`;
}
