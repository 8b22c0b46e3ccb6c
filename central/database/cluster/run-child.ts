import { execFile, spawn } from 'node:child_process';

/** A system user, as the kernel knows one. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** How a child process runs. */
export interface ChildOptions {
  /** Whom it runs as; undefined for the user of this process. */
  readonly user: SystemUser | undefined;
  /** A folder that this user can enter. */
  readonly cwd: string;
}

/** How a child process ended. `exitCode` is null when it could not be started or was killed. */
export interface ChildResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs a program to its end and gives what it wrote. Never throws: a program that cannot be started has no exit code. */
export function runChild(
  program: string,
  args: readonly string[],
  options: ChildOptions,
): Promise<ChildResult> {
  return new Promise((resolve) => {
    execFile(program, args, { ...settingsOf(options), windowsHide: true }, (failure, stdout, stderr) => {
      const output = `${stdout}${stderr}`;
      if (failure === null) resolve({ exitCode: 0, output });
      else if (typeof failure.code === 'number') resolve({ exitCode: failure.code, output });
      else resolve({ exitCode: null, output: `${output}${failure.message}` });
    });
  });
}

/**
 * Runs a program that leaves another one behind, which must not inherit our pipes: else its end would be awaited too.
 * Gives the exit code, null as above.
 */
export function runLauncher(
  program: string,
  args: readonly string[],
  options: ChildOptions,
): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...settingsOf(options), stdio: 'ignore', windowsHide: true });
    child.once('error', () => resolve(null));
    child.once('exit', (code) => resolve(code));
  });
}

function settingsOf({ user, cwd }: ChildOptions) {
  return { cwd, env: environment(), ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }) };
}

/** Without the variables that tell PostgreSQL's programs where to go, and with messages in one language. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/i.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}
