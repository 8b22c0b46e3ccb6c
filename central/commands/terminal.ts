// Whoever reads the output may stop reading before its end (`… | head`). What is left unsaid then is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (failure: NodeJS.ErrnoException) => {
    if (failure.code !== 'EPIPE') throw failure;
  });
}

/** Writes a line for whoever called the command. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Writes a line about what is wrong. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Something that the person at the terminal can put right: the message is a sentence for them. */
export class CommandProblem extends Error {
  override readonly name = 'CommandProblem';
  readonly exitCode: number;

  /** `exitCode` 2 is for a command that was given wrongly, 1 for one that could not do its work. */
  constructor(sentence: string, exitCode: 1 | 2 = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** Shows how far a long work has come: a bar that moves on a terminal, a line for each tenth elsewhere. */
export class Progress {
  readonly #what: string;
  readonly #total: number;
  #shownTenth = -1;

  constructor(what: string, total: number) {
    this.#what = what;
    this.#total = total;
  }

  /** `done` of the total are done. */
  show(done: number): void {
    const share = this.#total === 0 ? 1 : done / this.#total;
    if (process.stdout.isTTY) {
      const filled = Math.round(share * WIDTH);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
      process.stdout.write(`\r${bar} ${done} of ${this.#total} ${this.#what}${share === 1 ? '\n' : ''}`);
      return;
    }
    const tenth = Math.floor(share * 10);
    if (tenth === this.#shownTenth) return;
    this.#shownTenth = tenth;
    print(`${done} of ${this.#total} ${this.#what}`);
  }
}

const WIDTH = 30;
