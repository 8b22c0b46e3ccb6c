import { invariant } from './invariant.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const M = 36;

/**
 * The check character of ISO 7064 MOD 37,36 for `text` of digits and capital letters A to Z.
 * It finds every single wrong character, and of the exchanges of two neighbours all but those of two characters that
 * follow each other in the alphabet, of which it misses one in 36.
 */
export function checkCharacterOf(text: string): string {
  let product = M;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    invariant(value >= 0, 'only digits and capital letters have a check character');
    const sum = (product + value) % M || M;
    product = (sum * 2) % (M + 1);
  }
  return ALPHABET.charAt((M + 1 - product) % M);
}

/** Whether the last character of `text` is the check character of the rest. */
export function hasRightCheckCharacter(text: string): boolean {
  return /^[0-9A-Z]{2,}$/.test(text) && checkCharacterOf(text.slice(0, -1)) === text.slice(-1);
}
