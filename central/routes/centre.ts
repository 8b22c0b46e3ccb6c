import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Attachments } from '#central/attachments/attachments.ts';
import type { CasePorts } from '#central/cases/case-ports.ts';
import type { OwnMeans } from '#central/cases/own-operation.ts';
import type { Durability } from '#central/database/durability.ts';
import type { Devices } from '#central/directory/devices.ts';
import type { InstitutionDatabase } from '#central/directory/people.ts';
import type { Sessions } from '#central/directory/sessions.ts';
import type { SignInGuard } from '#central/directory/sign-in-guard.ts';
import type { CentreKeyPairs } from '#central/exchange/centre-keys.ts';
import type { HintBoard } from '#central/hints/hint-board.ts';
import type { HintChannel } from '#central/hints/hint-channel.ts';
import type { Oversight } from '#central/oversight/oversight.ts';
import type { Unsettled } from '#central/oversight/unsettled.ts';
import type { CallerHooks } from '#central/plugins/caller.ts';
import type { PgReferenceLibrary } from '#central/references/pg-reference-library.ts';
import type { Timers } from '#shared/kernel/ports.ts';

/** Everything that the routes reach the world by. */
export interface Centre {
  readonly database: InstitutionDatabase;
  readonly databaseKind: 'embedded' | 'external';
  readonly readDurability: () => Promise<Durability>;
  readonly cases: CasePorts;
  readonly references: PgReferenceLibrary;
  readonly sessions: Sessions;
  readonly signInGuard: SignInGuard;
  readonly devices: Devices;
  readonly oversight: Oversight;
  readonly unsettled: Unsettled;
  /** What the centre makes operations of its own with. */
  readonly own: () => Promise<OwnMeans>;
  readonly attachments: Attachments;
  /** What files are sealed for and receipts are signed with. */
  readonly keys: CentreKeyPairs;
  readonly hintBoard: HintBoard;
  readonly hintChannel: Pick<HintChannel, 'publish' | 'readSequences'>;
  readonly timers: Timers;
  /** Whether the centre can send e-mail at all. */
  readonly hasMailServer: boolean;
  /** Says that there may be e-mail to send. Returns at once. */
  readonly wakeMailer: () => void;
}

/** An instance of the framework whose routes are typed by their zod schemas. */
export type CentreApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What a file of routes is given. */
export interface RouteParts {
  readonly centre: Centre;
  readonly callers: CallerHooks;
}

/** Sends what it is given as JSON, without dropping members that its schema does not know. */
export const asItIs = () => (value: unknown) => JSON.stringify(value);
