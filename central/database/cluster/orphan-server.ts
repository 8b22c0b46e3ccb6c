import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { ClusterProblem } from './cluster-problem.ts';
import { type ChildOptions, runChild, runLauncher } from './run-child.ts';

/**
 * Stops a server that is still running on this cluster because the program that started it was killed. Only called
 * under the folder's lock, so no living program of ours uses it. Gives whether there was one.
 */
export async function stopOrphan(cluster: string, pgCtl: string, options: ChildOptions): Promise<boolean> {
  const note = path.join(cluster, 'postmaster.pid');
  const pid = findPid(note);
  if (pid === undefined || !isAlive(pid)) return false;
  if (!(await isServerOf(cluster, pid))) {
    // The number went to another program, for which PostgreSQL would wait, or which `pg_ctl` would stop.
    rmSync(note, { force: true });
    return false;
  }
  if (await stopServer(cluster, pgCtl, options)) return true;
  throw new ClusterProblem(
    'not-stopped',
    `A database server of an earlier start (process ${pid}) still uses ${cluster} and could not be stopped.`,
  );
}

/** Stops the server and waits for it: in order first, then at once, which costs a recovery at the next start. */
export async function stopServer(cluster: string, pgCtl: string, options: ChildOptions): Promise<boolean> {
  for (const mode of ['fast', 'immediate']) {
    const exitCode = await runLauncher(
      pgCtl,
      ['stop', '-D', cluster, '-m', mode, '-w', '-t', '60', '-s'],
      options,
    );
    if (exitCode === 0) return true;
    const pid = findPid(path.join(cluster, 'postmaster.pid'));
    if (pid === undefined || !isAlive(pid)) return true;
  }
  return false;
}

function findPid(note: string): number | undefined {
  if (!existsSync(note)) return undefined;
  // A negative number is that of a server for a single user.
  const pid = Math.abs(Number.parseInt(readFileSync(note, 'utf8'), 10));
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A server works in its cluster's folder. Where that cannot be seen, its name must do. */
async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  if (process.platform === 'linux') {
    try {
      // Compared as folders, not as paths: another container sees the same folder under another path.
      const place = statSync(`/proc/${pid}/cwd`);
      const ours = statSync(cluster);
      return place.dev === ours.dev && place.ino === ours.ino;
    } catch {
      // A process of another user, or one that has just ended: not ours.
      return false;
    }
  }
  // Windows stops a server through a pipe with its number in the name, which no other program has.
  if (process.platform === 'win32') return true;
  const { output } = await runChild('ps', ['-o', 'command=', '-p', String(pid)], {
    user: undefined,
    cwd: '/',
  });
  return output.includes('postgres') && output.includes(cluster);
}
