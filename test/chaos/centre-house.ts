import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRunningCentre } from '#central/commands/running-centre.ts';
import type { CentreProcess } from '#test/support/centre-process.ts';

/** The centre with the processes of its own database, each of which can be killed. */
export class CentreHouse {
  readonly #centre: CentreProcess;

  constructor(centre: CentreProcess) {
    this.#centre = centre;
  }

  killCentre(): Promise<void> {
    return this.#centre.kill();
  }

  /** Starts the centre, and with it the database, on what they left. */
  resume(): Promise<void> {
    return this.#centre.resume();
  }

  /** SIGKILL to every process of the database server. Answers whether there was one that could be found. */
  killDatabase(): boolean {
    const server = this.#findServer();
    if (server === undefined) return false;
    const children = childrenOf(server);
    for (const pid of [server, ...children]) killNow(pid);
    return true;
  }

  /** SIGKILL to one of the processes that serve a connection, upon which the server begins anew by itself. */
  killDatabaseProcess(pick: (pids: readonly number[]) => number): boolean {
    const server = this.#findServer();
    const serving = server === undefined ? [] : childrenOf(server).filter(servesAConnection);
    if (serving.length === 0) return false;
    killNow(pick(serving));
    return true;
  }

  /** Where its database can be asked, once it runs. */
  get connectionString(): string {
    const running = findRunningCentre(this.#centre.dataFolder);
    if (running === undefined) throw new Error('the centre does not run');
    return running.connectionString;
  }

  /** Which process it is stands in a file of the cluster; a server that is gone may have left the file behind. */
  #findServer(): number | undefined {
    try {
      const note = readFileSync(join(this.#centre.dataFolder, 'database', 'postmaster.pid'), 'utf8');
      const pid = Number.parseInt(note, 10);
      return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres') ? pid : undefined;
    } catch {
      return undefined;
    }
  }
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        // The name stands in brackets and may hold anything.
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '');
        return Number(fields.split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}

function servesAConnection(pid: number): boolean {
  try {
    return /127\.0\.0\.1\(\d+\)/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1'));
  } catch {
    return false;
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ESRCH') throw failure;
  }
}
