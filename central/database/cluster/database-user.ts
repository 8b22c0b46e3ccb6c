import { statSync } from 'node:fs';
import { ClusterProblem } from './cluster-problem.ts';
import { runChild, type SystemUser } from './run-child.ts';

const OUR_USER = 'klatiene';

/** Users that many systems have and that may stand in where none can be made. */
const STAND_INS = ['postgres', 'nobody'];

/** Whether this process is the system administrator, as whom PostgreSQL refuses to run. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The user that the database runs as when this process is root: the owner of an existing cluster, else `klatiene`,
 * made when there is none, else one that the system has. Undefined when this process is not root: then it is its own.
 */
export async function chooseDatabaseUser(clusterFolder: string | undefined): Promise<SystemUser | undefined> {
  if (!isRoot()) return undefined;
  if (clusterFolder !== undefined) {
    const { uid, gid } = statSync(clusterFolder);
    // One that root owns was copied or restored by root; it is given to the user below.
    if (uid !== 0) return { name: await nameOf(uid), uid, gid };
  }
  const known = await findUser(OUR_USER);
  if (known !== undefined) return known;
  await run('useradd', [
    '--system',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    OUR_USER,
  ]);
  for (const name of [OUR_USER, ...STAND_INS]) {
    const user = await findUser(name);
    if (user !== undefined) return user;
  }
  throw new ClusterProblem(
    'no-system-user',
    `PostgreSQL does not run as root, and no other system user was found or could be made. Make a system user named ${OUR_USER}, or start the program as an ordinary user.`,
  );
}

async function findUser(name: string): Promise<SystemUser | undefined> {
  const uid = await idOf('-u', name);
  const gid = await idOf('-g', name);
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { name, uid, gid };
}

async function idOf(which: '-u' | '-g', name: string): Promise<number | undefined> {
  const { exitCode, output } = await run('id', [which, name]);
  return exitCode === 0 && /^\d+\s*$/.test(output) ? Number(output) : undefined;
}

async function nameOf(uid: number): Promise<string> {
  const { exitCode, output } = await run('id', ['-un', String(uid)]);
  return exitCode === 0 ? output.trim() : String(uid);
}

function run(program: string, args: readonly string[]) {
  return runChild(program, args, { user: undefined, cwd: '/' });
}
