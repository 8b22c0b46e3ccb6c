import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WriterAnswer } from './journal-writer-answer.ts';

const SCRIPT = join(import.meta.dirname, 'journal-writer.ts');

/** A running writer. */
export interface JournalWriterProcess {
  /** Everything that it has answered so far. */
  readonly answers: readonly WriterAnswer[];
  /** Resolves when it has given `count` answers, or has ended. */
  answered(count: number): Promise<void>;
  /** Ends it without any chance to put something in order, and waits for that. */
  kill(): Promise<void>;
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<void>;
}

/** Starts a writer on `folder` whose first operation is `first`; `shell` stands before the command. */
export function startJournalWriter(folder: string, first: number, shell = ''): JournalWriterProcess {
  const child = spawn(
    '/bin/sh',
    ['-c', `${shell} exec "$0" "$@"`, process.execPath, SCRIPT, folder, String(first)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const answers: WriterAnswer[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let isOver = false;
  const wake = (): void => {
    for (const { count, resolve } of waiting) if (isOver || answers.length >= count) resolve();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    answers.push(WriterAnswer.parse(JSON.parse(line)));
    wake();
  });
  const ended = new Promise<void>((resolve) => {
    // Not `exit`: only then has everything that it printed been read.
    child.on('close', () => {
      isOver = true;
      wake();
      resolve();
    });
  });
  return {
    answers,
    ended,
    answered: (count) =>
      new Promise((resolve) => {
        waiting.push({ count, resolve });
        wake();
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
