import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findRunningCentre } from '#central/commands/running-centre.ts';
import { freePort } from '#test/support/centre-process.ts';
import type { BenchRun } from './bench-run.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A centre with its own embedded database, as `npm start` starts it, for as long as the run lasts. */
export class BenchCentre {
  readonly port: number;
  readonly #dataFolder: string;
  readonly #process: ChildProcess;

  private constructor(port: number, dataFolder: string) {
    this.port = port;
    this.#dataFolder = dataFolder;
    this.#process = this.#command('start', []);
  }

  /** Starts one; `name` is that of its data folder. */
  static async start(run: BenchRun, name: string): Promise<BenchCentre> {
    const folder = join(run.folder, name);
    mkdirSync(folder);
    chmodSync(folder, 0o711);
    const port = await freePort();
    const centre = await run.use(
      async () => new BenchCentre(port, join(folder, 'data')),
      (started) => started.#stop(),
    );
    await centre.#ready();
    return centre;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** How to reach its database. */
  get connectionString(): string {
    const running = findRunningCentre(this.#dataFolder);
    if (running === undefined) throw new Error('the centre does not run');
    return running.connectionString;
  }

  /** Registers made-up cases at the first office by the public way. */
  async loadCases(count: number): Promise<void> {
    const child = this.#command('demo-load', ['--cases', String(count), '--offices', '1']);
    const said = listenTo(child);
    const [exitCode] = await once(child, 'exit');
    if (exitCode !== 0) throw new Error(`the cases could not be loaded:\n${said()}`);
  }

  #command(name: string, args: readonly string[]): ChildProcess {
    return spawn(process.execPath, ['central/commands/run.mjs', name, ...args], {
      cwd: ROOT,
      env: {
        ...process.env,
        KLATIENE_DATA: this.#dataFolder,
        KLATIENE_PORT: String(this.port),
        KLATIENE_HEADLESS: '1',
        KLATIENE_ORIGINS: '',
        DATABASE_URL: '',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async #ready(): Promise<void> {
    const child = this.#process;
    const said = listenTo(child);
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', () => said().includes('ready: http') && resolve());
      child.on('exit', (code) => reject(new Error(`the centre ended with ${code}:\n${said()}`)));
    });
  }

  /** As Ctrl-C does: the centre stops its database too. */
  async #stop(): Promise<void> {
    const child = this.#process;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
  }
}

/** Everything that a process says, so far. */
function listenTo(child: ChildProcess): () => string {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
  }
  return () => said;
}
