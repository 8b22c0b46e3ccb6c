import type { SeededRandom } from '../seeded-random.ts';

const PIECE = /(\[[^\]]+\]|\\.|[^[\]\\^$(){}|?*+])(\{(\d+)(?:,(\d+))?\}|[?*+])?/gy;

/**
 * A text that a simple pattern of a catalogue accepts: literals and classes like `[A-Z0-9 ]`, each with `{n}`, `{n,m}`,
 * `?`, `*` or `+`. Throws for any other pattern.
 */
export function sampleOfPattern(pattern: string, random: SeededRandom): string {
  const bare = pattern.replace(/^\^/, '').replace(/\$$/, '');
  const piece = new RegExp(PIECE);
  let text = '';
  while (piece.lastIndex < bare.length) {
    const match = piece.exec(bare);
    if (match === null) throw new Error(`cannot make a text for the pattern ${pattern}`);
    const [, unit = '', times, least, most] = match;
    const choices = charactersOf(unit);
    const [min, max] = timesOf(times, least, most);
    for (let count = random.between(min, max); count > 0; count -= 1) text += random.pick(choices);
  }
  if (!new RegExp(`^(?:${pattern})$`, 'u').test(text)) throw new Error(`${text} is not of ${pattern}`);
  return text;
}

function timesOf(times: string | undefined, least?: string, most?: string): readonly [number, number] {
  if (least !== undefined) return [Number(least), Number(most ?? least)];
  if (times === '?') return [0, 1];
  if (times === '*') return [0, 3];
  return times === '+' ? [1, 4] : [1, 1];
}

function charactersOf(unit: string): readonly string[] {
  if (!unit.startsWith('[')) return [unit.replace(/^\\/, '')];
  const characters: string[] = [];
  for (const [, from = '', to = from] of unit.slice(1, -1).matchAll(/(.)(?:-(.))?/gu)) {
    for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code += 1)
      characters.push(String.fromCharCode(code));
  }
  // A space at the end would be trimmed away.
  return characters.filter((character) => character !== ' ');
}
