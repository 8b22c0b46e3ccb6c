import type { Language } from '#shared/kernel/localized-text.ts';
import type { PublicService } from './public-service.ts';

/** Where a word of a service stands, and how much finding it there counts. */
const WEIGHTS = { code: 40, title: 20, keyword: 14, lifeEvent: 6, summary: 3 } as const;

/** How a word was met: whole, from its beginning, or up to a different ending. */
const FITS = { whole: 4, beginning: 3, ending: 1 } as const;

/** A hit in the reader's own language comes before one in the other. */
const OWN_LANGUAGE = 2;

interface Word {
  readonly text: string;
  /** The language of the text it stands in; `undefined` for codes, which have none. */
  readonly language: Language | undefined;
  readonly weight: number;
}

// A catalogue version never changes, so the words of a service are made once.
const wordsOfService = new WeakMap<PublicService, readonly Word[]>();

/**
 * The services that hold every word of `query`, best first (CA40 to CA42): in title, summary, keywords, life events or
 * code, in either language, without regard to case and diacritics. Equal ones stay in the order given; an empty query
 * finds all of them.
 */
export function rankServices(
  services: readonly PublicService[],
  query: string,
  language: Language,
): readonly PublicService[] {
  const asked = wordsOf(query);
  const ranked: { readonly service: PublicService; readonly score: number }[] = [];
  for (const service of services) {
    const scores = asked.map((word) => bestScore(word, findableWords(service), language));
    if (scores.every((score) => score > 0)) {
      ranked.push({ service, score: scores.reduce((sum, score) => sum + score, 0) });
    }
  }
  return ranked.sort((a, b) => b.score - a.score).map(({ service }) => service);
}

/** Words in small letters without diacritics: `Dzīvesvietas KP-01` gives `dzivesvietas`, `kp`, `01`. */
function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function findableWords(service: PublicService): readonly Word[] {
  const known = wordsOfService.get(service);
  if (known !== undefined) return known;
  const words: Word[] = [];
  const add = (text: string, language: Language | undefined, weight: number): void => {
    for (const word of wordsOf(text)) words.push({ text: word, language, weight });
  };
  for (const language of ['lv', 'en'] as const) {
    add(service.title[language], language, WEIGHTS.title);
    add(service.summary[language], language, WEIGHTS.summary);
    for (const keyword of service.keywords) add(keyword[language], language, WEIGHTS.keyword);
  }
  for (const lifeEvent of service.lifeEvents) add(lifeEvent, undefined, WEIGHTS.lifeEvent);
  // `KP-01` is also asked for as `kp01`.
  add(`${service.code} ${service.code.replaceAll(/[^\p{L}\p{N}]/gu, '')}`, undefined, WEIGHTS.code);
  wordsOfService.set(service, words);
  return words;
}

function bestScore(asked: string, words: readonly Word[], language: Language): number {
  let best = 0;
  for (const word of words) {
    const factor = word.language === undefined || word.language === language ? OWN_LANGUAGE : 1;
    best = Math.max(best, fitOf(asked, word.text) * word.weight * factor);
  }
  return best;
}

function fitOf(asked: string, word: string): number {
  if (word === asked) return FITS.whole;
  if (word.startsWith(asked)) return FITS.beginning;
  return differOnlyInEnding(asked, word) ? FITS.ending : 0;
}

/** Latvian words change their endings: `pases` asks for `pase`, `adresi` for `adrese`. */
function differOnlyInEnding(a: string, b: string): boolean {
  let common = 0;
  while (common < a.length && a[common] === b[common]) common += 1;
  return common >= 4 && a.length - common <= 2 && b.length - common <= 2;
}
