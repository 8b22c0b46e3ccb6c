import { invariant } from '#shared/kernel/invariant.ts';
import type { SeededRandom } from './seeded-random.ts';

/** More than a `*` or `+` would ever need to be believable. */
const MOST_REPEATED = 6;

/**
 * A text that matches a catalogue's `pattern`: literals, classes such as `[A-Z0-9 ]`, `\d`, groups, alternatives and
 * repetition. `undefined` for anything cleverer; whoever asks checks the text against the pattern all the same.
 */
export function findTextOfPattern(pattern: string, random: SeededRandom): string | undefined {
  try {
    const reader = new PatternReader(pattern.replace(/^\^/, '').replace(/\$$/, ''), random);
    return reader.readAll();
  } catch {
    return undefined;
  }
}

/** Reads a pattern from left to right and writes a text that it matches. */
class PatternReader {
  readonly #pattern: string;
  readonly #random: SeededRandom;
  #at = 0;

  constructor(pattern: string, random: SeededRandom) {
    this.#pattern = pattern;
    this.#random = random;
  }

  readAll(): string {
    const text = this.#readAlternatives()();
    invariant(this.#at === this.#pattern.length, 'a pattern that is not understood');
    return text;
  }

  #readAlternatives(): () => string {
    const alternatives = [this.#readSequence()];
    while (this.#take('|')) alternatives.push(this.#readSequence());
    return () => this.#random.pick(alternatives)();
  }

  #readSequence(): () => string {
    const parts: (() => string)[] = [];
    while (this.#at < this.#pattern.length && !'|)'.includes(this.#pattern.charAt(this.#at))) {
      parts.push(this.#repeated(this.#readAtom()));
    }
    return () => parts.map((part) => part()).join('');
  }

  #readAtom(): () => string {
    if (this.#take('(')) {
      if (this.#take('?')) invariant(this.#take(':'), 'only plain groups are understood');
      const inner = this.#readAlternatives();
      invariant(this.#take(')'), 'a group that is not closed');
      return inner;
    }
    const characters = this.#take('[') ? this.#readClass() : [...this.#readCharacters()];
    return () => this.#random.pick(characters);
  }

  #readClass(): readonly string[] {
    invariant(
      this.#pattern.charAt(this.#at) !== '^',
      'only classes that name what is allowed are understood',
    );
    const characters: string[] = [];
    while (!this.#take(']')) {
      const from = this.#readCharacters();
      if (
        from.length === 1 &&
        this.#pattern.charAt(this.#at) === '-' &&
        this.#pattern.charAt(this.#at + 1) !== ']'
      ) {
        this.#at += 1;
        const to = this.#readCharacters();
        for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code += 1) {
          characters.push(String.fromCharCode(code));
        }
      } else characters.push(...from);
    }
    return characters;
  }

  /** The characters that one place of the pattern allows. */
  #readCharacters(): string {
    const character = this.#pattern.charAt(this.#at);
    invariant(character !== '', 'a pattern that ends too early');
    this.#at += 1;
    if (character === '.') return 'abcdefgh';
    if (character !== '\\') return character;
    const escaped = this.#pattern.charAt(this.#at);
    this.#at += 1;
    if (escaped === 'd') return '0123456789';
    if (escaped === 's') return ' ';
    if (escaped === 'w') return 'abcdefghABCDEFGH0123456789';
    invariant(/^[^a-zA-Z0-9]$/.test(escaped), 'an escape that is not understood');
    return escaped;
  }

  #repeated(atom: () => string): () => string {
    const [from, to] = this.#readCount();
    return () => {
      const count = this.#random.whole(from, to);
      return Array.from({ length: count }, atom).join('');
    };
  }

  #readCount(): readonly [number, number] {
    if (this.#take('?')) return [0, 1];
    if (this.#take('*')) return [0, MOST_REPEATED];
    if (this.#take('+')) return [1, MOST_REPEATED];
    const braces = /^\{(\d+)(,(\d*))?\}/.exec(this.#pattern.slice(this.#at));
    if (braces === null) return [1, 1];
    this.#at += braces[0].length;
    const from = Number(braces[1]);
    if (braces[2] === undefined) return [from, from];
    return [from, braces[3] === '' ? from + MOST_REPEATED : Number(braces[3])];
  }

  #take(character: string): boolean {
    if (this.#pattern.charAt(this.#at) !== character) return false;
    this.#at += 1;
    return true;
  }
}
