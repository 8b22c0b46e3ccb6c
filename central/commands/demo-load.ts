import '#shared/kernel/zod-jitless.ts';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_PASSWORD } from '#central/demo/demo-accounts.ts';
import { type DemoPlan, type OfficePlan, planOffices, sealedOperations } from '#central/demo/demo-cases.ts';
import { realClock, realHash } from '#central/settings/real-ports.ts';
import type { Settings } from '#central/settings/settings.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { findPlainDate, type PlainDate } from '#shared/kernel/plain-date.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { ReferenceVersions } from '#shared/protocol/pull.ts';
import { PUSH_LIMITS, PushAnswer, type PushRequest, type WireOperation } from '#shared/protocol/push.ts';
import { EnrolAnswer, SignInAnswer } from '#shared/protocol/session.ts';
import { OfficesFile } from '#shared/service-level/offices-file.ts';
import { WorkingCalendar } from '#shared/service-level/working-calendar.ts';
import { PROGRAM_FOLDER, WEB_BUILD } from './builds.ts';
import { CentreClient, ProblemAnswer } from './centre-client.ts';
import { launchCentre } from './launch-centre.ts';
import { readSettings } from './read-settings.ts';
import { runCommand } from './run-command.ts';
import { CommandProblem, Progress, print } from './terminal.ts';

const USAGE =
  'Use "npm run demo:load -- --cases N --offices M --seed S --until DATE", each of them optional: 1 to 200000 cases (1000), 1 to all offices (all), any word as seed (1), and the date before which everything was received (today).';

const MOST_CASES = 200_000;

/** A push stays well below the limit of its body. */
const PUSH_CHARACTERS = PUSH_LIMITS.bytes / 2;

interface Wishes {
  readonly cases: number;
  readonly offices: number | undefined;
  readonly seed: string;
  readonly untilOn: PlainDate;
}

/** How many cases were there before, came now, or were not accepted. */
interface Tally {
  present: number;
  loaded: number;
  readonly refused: Map<string, number>;
}

/**
 * `npm run demo:load`: registers made-up cases by the public way, as operations pushed by one device for each office.
 * The same arguments against the same centre give the same operations, byte for byte, so loading twice changes nothing.
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(async () => {
    const wishes = readWishes(args);
    const settings = readSettings();
    const address = `http://127.0.0.1:${settings.port}/`;
    if (await new CentreClient(address).isThere()) return load(new CentreClient(address), wishes);
    return loadIntoOwnCentre(settings, wishes);
  });
}

/** No centre runs, so one does for the time of the command. */
async function loadIntoOwnCentre(settings: Settings, wishes: Wishes): Promise<number> {
  const centre = await launchCentre(settings, {
    log: print,
    webFolder: path.join(PROGRAM_FOLDER, WEB_BUILD.output),
  });
  try {
    return await load(new CentreClient(centre.address), wishes);
  } finally {
    await centre.stop();
  }
}

async function load(client: CentreClient, wishes: Wishes): Promise<number> {
  const token = await signIn(client);
  const versions = await client.get('api/reference', token, ReferenceVersions);
  const plan = await readPlan(client, token, versions, wishes);
  const offices = planOffices(plan).filter((office) => office.cases.length > 0);
  const progress = new Progress('cases', plan.cases);
  const tally: Tally = { present: 0, loaded: 0, refused: new Map() };
  let done = 0;
  progress.show(done);
  for (const office of offices) {
    const { replica, office: place } = office;
    const enrolment = { replica, office: place.id, counter: null };
    const { station, deviceToken } = await client.post('api/devices', enrolment, EnrolAnswer, token);
    const operations = sealedOperations(plan, office, { station, hash: realHash });
    for await (const batch of inBatches(operations)) {
      await push(client, deviceToken, { office, batch }, tally);
      done += batch.length;
      progress.show(done);
    }
  }
  return tell(tally, offices.length);
}

async function signIn(client: CentreClient): Promise<string> {
  try {
    const credentials = { login: 'admin', password: DEMO_PASSWORD };
    return (await client.post('api/session', credentials, SignInAnswer)).token;
  } catch (failure) {
    if (!(failure instanceof ProblemAnswer) || failure.type !== 'wrong-credentials') throw failure;
    throw new CommandProblem(
      'The account admin of the demonstration cannot sign in: made-up cases go into a centre with demonstration data only.',
    );
  }
}

async function readPlan(
  client: CentreClient,
  token: string,
  versions: ReferenceVersions,
  wishes: Wishes,
): Promise<DemoPlan> {
  const { offices } = await client.get(`api/reference/offices/${versions.offices}`, token, OfficesFile);
  if (wishes.offices !== undefined && wishes.offices > offices.length) {
    throw new CommandProblem(`There are ${offices.length} offices; --offices must not be more.`, 2);
  }
  return {
    cases: wishes.cases,
    seed: wishes.seed,
    untilOn: wishes.untilOn,
    offices: offices.slice(0, wishes.offices),
    versions,
    catalogue: await client.get(`api/reference/catalogue/${versions.catalogue}`, token, Catalogue),
    calendar: await client.get(`api/reference/calendar/${versions.calendar}`, token, WorkingCalendar),
  };
}

async function push(
  client: CentreClient,
  deviceToken: string,
  what: { readonly office: OfficePlan; readonly batch: readonly WireOperation[] },
  tally: Tally,
): Promise<void> {
  const begunAt: Instant = realClock.now();
  const request: PushRequest = {
    protocol: PROTOCOL_VERSION,
    replica: what.office.replica,
    report: {
      unsent: 0,
      oldestUnsentAt: null,
      needsAttention: 0,
      storage: 'full',
      clockOffsetMilliseconds: 0,
      program: 'demo:load',
    },
    operations: [...what.batch],
  };
  const { verdicts } = await client.post('api/sync/push', request, PushAnswer, deviceToken);
  for (const { verdict, receivedAt } of verdicts) {
    if (verdict.outcome === 'applied' || verdict.outcome === 'merged') {
      if (receivedAt < begunAt) tally.present += 1;
      else tally.loaded += 1;
      continue;
    }
    const reason = `${verdict.outcome} ${'grounds' in verdict ? verdict.grounds.code : ''}`.trim();
    tally.refused.set(reason, (tally.refused.get(reason) ?? 0) + 1);
  }
}

async function* inBatches(
  operations: AsyncIterable<WireOperation>,
): AsyncGenerator<readonly WireOperation[]> {
  let batch: WireOperation[] = [];
  let characters = 0;
  for await (const operation of operations) {
    const size = operation.header.length + operation.payload.length + 200;
    if (
      batch.length === PUSH_LIMITS.operations ||
      (batch.length > 0 && characters + size > PUSH_CHARACTERS)
    ) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(operation);
    characters += size;
  }
  if (batch.length > 0) yield batch;
}

function tell(tally: Tally, offices: number): number {
  print(`${tally.loaded} cases registered at ${offices} offices, ${tally.present} were there already.`);
  if (tally.refused.size === 0) return 0;
  for (const [reason, count] of tally.refused) print(`${count} were not accepted: ${reason}`);
  return 1;
}

function readWishes(args: readonly string[]): Wishes {
  const values = findValues(args);
  const cases = values === undefined ? undefined : findWhole(values.cases ?? '1000', MOST_CASES);
  const offices = values?.offices === undefined ? undefined : findWhole(values.offices, 1_000);
  const untilOn = values?.until === undefined ? localDateOf(realClock.now()) : findPlainDate(values.until);
  if (values === undefined || cases === undefined || untilOn === undefined || values.seed === '') {
    throw new CommandProblem(USAGE, 2);
  }
  if (values.offices !== undefined && offices === undefined) throw new CommandProblem(USAGE, 2);
  return { cases, offices, seed: values.seed ?? '1', untilOn };
}

function findValues(args: readonly string[]) {
  try {
    const option = { type: 'string' } as const;
    return parseArgs({
      args: [...args],
      options: { cases: option, offices: option, seed: option, until: option },
    }).values;
  } catch {
    return undefined;
  }
}

function findWhole(text: string, most: number): number | undefined {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : undefined;
}
