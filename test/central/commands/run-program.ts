import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import path from 'node:path';
import { vi } from 'vitest';

/** The folder of this program. */
export const PROGRAM_FOLDER = path.resolve(import.meta.dirname, '../../..');

/** A command that runs. */
export interface RunningProgram {
  readonly child: ChildProcessWithoutNullStreams;
  readonly said: () => string;
  /** Resolves with everything said so far once it holds `text`; rejects when the command ends before. */
  until(text: string): Promise<string>;
  /** Resolves when the command has ended. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly out: string; readonly err: string }>;
}

/** Runs a command as `npm run` would, with nothing of the surrounding settings. */
export function runProgram(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  folder = PROGRAM_FOLDER,
): RunningProgram {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['central/commands/run.mjs', ...args], {
    cwd: folder,
    env: { PATH, HOME, ...environment },
  });
  let out = '';
  let err = '';
  let wake = (): void => undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    wake();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
    wake();
  });
  let hasEnded = false;
  const ended = new Promise<{ exitCode: number | null; out: string; err: string }>((resolve) => {
    child.once('close', (exitCode) => {
      hasEnded = true;
      wake();
      resolve({ exitCode, out, err });
    });
  });
  return {
    child,
    said: () => out + err,
    until: async (text) => {
      while (!out.includes(text)) {
        if (hasEnded) throw new Error(`ended without "${text}":\n${out}${err}`);
        await new Promise<void>((resolve) => (wake = resolve));
      }
      return out;
    },
    ended,
  };
}

/** Calls a command's `main` in this process, which is quicker: for calls that end before they touch anything. */
export async function callHere(
  main: (args: readonly string[]) => Promise<number>,
  args: readonly string[],
): Promise<{ readonly exitCode: number; readonly out: string; readonly err: string }> {
  let out = '';
  let err = '';
  const takeOut = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const takeErr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
  try {
    const exitCode = await main(args);
    return { exitCode, out, err };
  } finally {
    takeOut.mockRestore();
    takeErr.mockRestore();
  }
}

/** The address of a schema of the test's database server, for `DATABASE_URL`. */
export function databaseUrlOf(database: {
  readonly connectionString: string;
  readonly schema: string;
}): string {
  return `${database.connectionString}?options=-csearch_path%3D${database.schema}`;
}
