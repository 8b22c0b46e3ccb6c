import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import { DEMO_INSTITUTION, DEMO_PASSWORD } from '#central/demo/demo-accounts.ts';
import { type DemoPlan, planOffices, sealedOperations } from '#central/demo/demo-cases.ts';
import { loadDemoData } from '#central/demo/load-demo-data.ts';
import { type CentreOptions, type OpenCentre, openCentre } from '#central/server.ts';
import { realClock, realHash, realRandom } from '#central/settings/real-ports.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import type { ReplicaId } from '#shared/kernel/identifier.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { PROBLEM_TYPES, ProblemDocument, type ProblemType } from '#shared/protocol/problem.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { ReferenceVersions } from '#shared/protocol/pull.ts';
import type { CounterReport, PushRequest, WireOperation } from '#shared/protocol/push.ts';
import type { EnrolAnswer } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import { OfficesFile } from '#shared/service-level/offices-file.ts';
import { WorkingCalendar } from '#shared/service-level/working-calendar.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

export const SMILTENE = 'smiltene' as OfficeId;

export const REPORT: CounterReport = {
  unsent: 0,
  oldestUnsentAt: null,
  needsAttention: 0,
  storage: 'full',
  clockOffsetMilliseconds: null,
  program: 'test',
};

/** The centre over a schema of its own with the demonstration in it, asked by injection. */
export interface TestCentre extends OpenCentre {
  readonly database: TestDatabase;
  /** Where its files lie. */
  readonly filesFolder: string;
  /** A second process of the same centre. */
  openAgain(): Promise<OpenCentre>;
  signIn(login: string): Promise<string>;
  get(url: string, token?: string): Promise<LightMyRequestResponse>;
  post(url: string, body: unknown, token?: string): Promise<LightMyRequestResponse>;
  enrol(replica: ReplicaId, office?: OfficeId): Promise<EnrolAnswer>;
  push(
    token: string,
    replica: ReplicaId,
    operations: readonly WireOperation[],
  ): Promise<LightMyRequestResponse>;
}

export async function openTestCentre(options: Partial<CentreOptions> = {}): Promise<TestCentre> {
  const database = await openTestDatabase();
  await loadDemoData(database.connection.kysely, { clock: realClock, hash: realHash, random: realRandom });
  const filesFolder = await makeTemporaryFolder();
  const open = (): Promise<OpenCentre> =>
    openCentre({
      connectionString: database.connectionString,
      schema: database.schema,
      databaseKind: 'embedded',
      institution: DEMO_INSTITUTION,
      webFolder: path.join(os.tmpdir(), 'klatiene-no-such-folder'),
      filesFolder,
      origins: [],
      isBehindProxy: false,
      ...options,
    });
  const first = await open();
  const others: OpenCentre[] = [];
  const { app } = first;
  const headers = (token: string | undefined) =>
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  const get: TestCentre['get'] = (url, token) => app.inject({ method: 'GET', url, headers: headers(token) });
  const post: TestCentre['post'] = (url, body, token) =>
    app.inject({ method: 'POST', url, headers: headers(token), payload: body as object });
  const signIn: TestCentre['signIn'] = async (login) =>
    (await post('/api/session', { login, password: DEMO_PASSWORD })).json().token;
  return {
    ...first,
    database,
    filesFolder,
    get,
    post,
    signIn,
    openAgain: async () => {
      const other = await open();
      others.push(other);
      return other;
    },
    enrol: async (replica, office = SMILTENE) => {
      const token = await signIn('admin');
      return (await post('/api/devices', { replica, office, counter: null }, token)).json();
    },
    push: (token, replica, operations) => {
      const body: PushRequest = {
        protocol: PROTOCOL_VERSION,
        replica,
        report: REPORT,
        operations: [...operations],
      };
      return app.inject({
        method: 'POST',
        url: '/api/sync/push',
        headers: { ...headers(token), 'content-type': 'application/json', 'content-encoding': 'gzip' },
        payload: gzipSync(JSON.stringify(body)),
      });
    },
    close: async () => {
      for (const other of others) await other.close();
      await first.close();
      await database.drop();
      await removeFolder(filesFolder);
    },
  };
}

/** Expects a problem document of the type, and that nothing of `sent` is repeated in it. */
export function expectProblem(
  answer: LightMyRequestResponse,
  type: ProblemType,
  sent: readonly string[] = [],
): ProblemDocument {
  expect(answer.headers['content-type']).toBe('application/problem+json');
  const problem = ProblemDocument.parse(answer.json());
  expect(problem.type).toBe(`/problems/${type}`);
  expect(problem.status).toBe(PROBLEM_TYPES[type]);
  expect(answer.statusCode).toBe(PROBLEM_TYPES[type]);
  for (const text of sent) expect(answer.body).not.toContain(text);
  return problem;
}

/** An enrolled device with made-up operations ready to be pushed. */
export interface LoadedDevice {
  readonly replica: ReplicaId;
  readonly office: OfficeId;
  readonly token: string;
  readonly versions: ReferenceVersions;
  readonly operations: readonly WireOperation[];
}

/** One enrolled device of Smiltene with `cases` operations. */
export async function enrolOne(centre: TestCentre, cases: number, seed: string): Promise<LoadedDevice> {
  const [device] = await enrolWithOperations(centre, { cases, seed });
  if (device === undefined) throw new Error('no office was open');
  return device;
}

/** Enrols a device for each office that gets some of `cases` made-up cases. Nothing is pushed. */
export async function enrolWithOperations(
  centre: TestCentre,
  choice: { readonly cases: number; readonly seed: string; readonly offices?: number },
): Promise<readonly LoadedDevice[]> {
  const token = await centre.signIn('admin');
  const versions = ReferenceVersions.parse((await centre.get('/api/reference', token)).json());
  const content = async (kind: keyof ReferenceVersions): Promise<unknown> =>
    (await centre.get(`/api/reference/${kind}/${versions[kind]}`, token)).json();
  const plan: DemoPlan = {
    cases: choice.cases,
    seed: choice.seed,
    untilOn: localDateOf(realClock.now()),
    offices: OfficesFile.parse(await content('offices')).offices.slice(0, choice.offices ?? 1),
    versions,
    catalogue: Catalogue.parse(await content('catalogue')),
    calendar: WorkingCalendar.parse(await content('calendar')),
  };
  const devices: LoadedDevice[] = [];
  for (const office of planOffices(plan)) {
    if (office.cases.length === 0) continue;
    const { station, deviceToken } = await centre.enrol(office.replica, office.office.id);
    const operations: WireOperation[] = [];
    for await (const operation of sealedOperations(plan, office, { station, hash: realHash })) {
      operations.push(operation);
    }
    devices.push({
      replica: office.replica,
      office: office.office.id,
      token: deviceToken,
      versions,
      operations,
    });
  }
  return devices;
}
