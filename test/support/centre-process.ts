import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const READY_MILLISECONDS = 60_000;

/** A free port of the loopback. Another process may take it before it is used; that is an error of the run. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The program as `npm start` starts it, in a data folder of its own: centre, embedded database and web application. */
export class CentreProcess {
  readonly port: number;
  readonly dataFolder: string;
  readonly #origins: string;
  readonly #settings: Readonly<Record<string, string>>;
  #process: ChildProcess | undefined;

  private constructor(
    port: number,
    dataFolder: string,
    origins: string,
    settings: Readonly<Record<string, string>>,
  ) {
    this.port = port;
    this.dataFolder = dataFolder;
    this.#origins = origins;
    this.#settings = settings;
  }

  /**
   * `origins`: where pages may come from besides the centre itself and the desktop program. `settings`: other variables
   * of its environment.
   */
  static async start(origins = '', settings: Readonly<Record<string, string>> = {}): Promise<CentreProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'klatiene-e2e-'));
    // As root the database runs as another user, who must be able to pass through.
    await chmod(folder, 0o711);
    const centre = new CentreProcess(await freePort(), join(folder, 'data'), origins, settings);
    await centre.resume();
    return centre;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The centre's process, while it runs. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Starts it on the same data folder, also after it was killed. */
  async resume(): Promise<void> {
    const child = spawn(process.execPath, ['central/commands/run.mjs', 'start'], {
      cwd: ROOT,
      env: {
        ...process.env,
        KLATIENE_DATA: this.dataFolder,
        KLATIENE_PORT: String(this.port),
        KLATIENE_HEADLESS: '1',
        KLATIENE_ORIGINS: this.#origins,
        DATABASE_URL: '',
        ...this.#settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`the centre is not ready:\n${said}`)),
        READY_MILLISECONDS,
      );
      const listen = (chunk: Buffer): void => {
        said += chunk.toString('utf8');
        if (!said.includes('ready: http')) return;
        clearTimeout(late);
        resolve();
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.on('exit', (code) => reject(new Error(`the centre ended with ${code}:\n${said}`)));
    });
  }

  /** SIGKILL: no chance to say goodbye. The database server survives it and is dealt with at the next start. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** As Ctrl-C does; the data folder stays. */
  async end(): Promise<void> {
    await this.#end('SIGINT');
  }

  /** As Ctrl-C does, and then the data folder goes. */
  async stop(): Promise<void> {
    await this.end();
    await rm(join(this.dataFolder, '..'), { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
