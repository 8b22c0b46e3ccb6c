import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';

const Registration = z.object({
  kind: z.literal('registration'),
  counter: z.string(),
  caseId: z.string(),
  reference: z.string(),
});
const Note = z.object({ kind: z.literal('note'), counter: z.string(), caseId: z.string(), text: z.string() });
const Step = z.object({ kind: z.literal('step'), counter: z.string(), caseId: z.string(), step: z.string() });

/** One "Saved" that was read on a counter's screen. `text` is nobody else's, and neither is an identifier. */
export const Saved = z.discriminatedUnion('kind', [Registration, Note, Step]);
export type Saved = z.infer<typeof Saved>;

/**
 * What the screens said was saved, in a file of the harness that the product knows nothing of. A line is on the disk
 * before anything else happens to the counter that said it.
 */
export class SavedLedger {
  readonly #file: string;
  readonly #descriptor: number;
  #count = 0;

  constructor(file: string) {
    this.#file = file;
    this.#descriptor = openSync(file, 'a', 0o600);
  }

  get count(): number {
    return this.#count;
  }

  write(saved: Saved): void {
    writeSync(this.#descriptor, `${JSON.stringify({ at: new Date().toISOString(), ...saved })}\n`);
    fsyncSync(this.#descriptor);
    this.#count += 1;
  }

  /** Everything, as it stands in the file. */
  read(): readonly Saved[] {
    const lines = readFileSync(this.#file, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => Saved.parse(JSON.parse(line)));
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
