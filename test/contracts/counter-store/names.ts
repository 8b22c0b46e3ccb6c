import { describe, expect, it } from 'vitest';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { NAMES_IN_BLOCK } from '#renderer/store/name-blocks.ts';
import { wordsIn } from '#renderer/store/name-directory.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { Applicant, Representative } from '#shared/person/party.ts';
import type { FeedChange } from '#shared/protocol/pull.ts';
import { caseChange, caseId, noted, pulled, registered } from '#test/support/sample-cases.ts';
import { SeededRandom } from '#test/support/seeded-random.ts';
import { operation, take } from './counter-store-support.ts';

const CODE = '310510-01233';

function resident(givenName: string, familyName: string, code = CODE): Applicant {
  const identity = { kind: 'person-code', personCode: { code } } as const;
  return { kind: 'resident', givenName, familyName, identity };
}

function company(name: string, contactName: string): Applicant {
  return { kind: 'entrepreneur', name, registrationNumber: '40003000000', contactName };
}

/** The registration of the `index`-th case by `applicant`. */
function registeredBy(index: number, applicant: Applicant, representative?: Representative): CaseEvent {
  const event = registered(index);
  if (event.kind !== 'registered') throw new Error('no registration');
  const parties = representative === undefined ? { applicant } : { applicant, representative };
  return { ...event, request: { ...event.request, ...parties } };
}

const PAGE = { order: 'dueKey', descending: false, offset: 0, limit: 500 } as const;

/** Looking cases up by what they are about: people. All of them are made up. */
export function namesContract(store: () => CounterStore): void {
  let cursor = 0;
  const pull = async (changes: readonly FeedChange[]): Promise<void> => {
    cursor += 1;
    await store().applyPull(pulled(cursor, changes));
  };
  const show = (people: Readonly<Record<number, Applicant>>): Promise<void> =>
    pull(
      Object.entries(people).map(([index, applicant]) =>
        caseChange(Number(index), [registeredBy(Number(index), applicant)]),
      ),
    );
  const indexOf = new Map(Array.from({ length: 1300 }, (_, index) => [caseId(index) as string, index]));
  const indexesOf = (rows: readonly { readonly caseId: string }[]): readonly number[] =>
    rows.map((row) => indexOf.get(row.caseId) ?? -1);
  const named = async (name: string): Promise<readonly number[]> => {
    const page = await store().lookup.readQueue({ ...PAGE, name });
    expect(page.matching).toBe(page.rows.length);
    return indexesOf(page.rows).toSorted((a, b) => a - b);
  };
  const sorted = async (descending = false): Promise<readonly number[]> =>
    indexesOf((await store().lookup.readQueue({ ...PAGE, order: 'applicant', descending })).rows);

  describe('names', () => {
    it('[ST54] are found by the beginnings of their words, whatever their case and accents', async () => {
      await show({
        1: resident('Ārija', 'Bērziņa'),
        2: resident('Anna Marija', 'Bērziņš-Kļava'),
        3: company('SIA "Ķirsis"', 'Jānis Ābele'),
        4: { kind: 'society', form: 'anonymous' },
      });
      expect(await named('berz')).toEqual([1, 2]);
      expect(await named('BĒRZIŅA')).toEqual([1]);
      expect(await named('  mar  bērz ')).toEqual([2]);
      expect(await named('klav')).toEqual([2]);
      expect(await named('ķirs')).toEqual([3]);
      expect(await named('abele')).toEqual([3]);
      expect(await named('erz')).toEqual([]);
      expect(await named('Bērziņa Zane')).toEqual([]);
      expect(await named(' - ')).toEqual([1, 2, 3, 4]);
    });

    it('[ST54] narrow the queue together with its other filters', async () => {
      await show({
        1: resident('Anna', 'Ozola'),
        2: resident('Ilze', 'Ozola'),
        3: resident('Anna', 'Liepa'),
      });
      await take(store(), [operation(50, [noted(50)], { caseIndex: 2 })]);
      const page = await store().lookup.readQueue({
        ...PAGE,
        name: 'ozola',
        sync: 'saved-here',
        order: 'reference',
      });
      expect(indexesOf(page.rows)).toEqual([2]);
      expect(page).toMatchObject({ matching: 1, total: 3 });
    });

    it('[ST54] are those of the case as it is shown now, and go with it', async () => {
      await show({ 1: resident('Anna', 'Ozola'), 2: resident('Ilze', 'Ozola') });
      expect(await named('ozola')).toEqual([1, 2]);
      await pull([caseChange(1, [registeredBy(1, resident('Anna', 'Liepa')), noted(9)])]);
      expect(await named('ozola')).toEqual([2]);
      expect(await named('liepa')).toEqual([1]);
      await pull([{ kind: 'leave', caseId: caseId(2) }]);
      expect(await named('ozola')).toEqual([]);
      await show({ 2: resident('Ilze', 'Ozola') });
      expect(await named('ozola')).toEqual([2]);
      await take(store(), [operation(3, [registeredBy(3, resident('Zane', 'Ozola'))])]);
      expect(await named('ozola')).toEqual([2, 3]);
    });

    it('[ST55] sort the queue as an index of people is sorted, and who is not named comes last', async () => {
      await show({
        1: resident('Zane', 'Cīrule'),
        2: resident('Anna', 'Čakste'),
        3: resident('Anna', 'Cīrule'),
        4: { kind: 'society', form: 'anonymous' },
        5: resident('Anna', 'Dambe'),
        6: company('Alfa', 'Jānis Ābele'),
      });
      expect(await sorted()).toEqual([6, 3, 1, 2, 5, 4]);
      expect(await sorted(true)).toEqual([4, 5, 2, 1, 3, 6]);
      await show({ 7: resident('Anna', 'Cauna') });
      await pull([caseChange(5, [registeredBy(5, resident('Anna', 'Apse')), noted(9)])]);
      expect(await sorted()).toEqual([6, 5, 7, 3, 1, 2, 4]);
    });

    it('[ST56] that are the very same are found as such, in whatever order and spelling', async () => {
      await show({
        1: resident('Anna', 'Ozola'),
        2: resident('Ozola', 'Anna'),
        3: resident('Anna Marija', 'Ozola'),
        4: resident('Ānna', 'Ozola'),
        5: { kind: 'society', form: 'anonymous' },
      });
      const found = async (name: string) => indexesOf(await store().lookup.findNamesakes(name)).toSorted();
      expect(await found('anna ozola')).toEqual([1, 2, 4]);
      expect(await found('anna')).toEqual([]);
      expect(await found('')).toEqual([]);
    });

    it('[ST57] that were dropped are opened again by the next search', async () => {
      await show({ 1: resident('Anna', 'Ozola') });
      expect(await named('ozola')).toEqual([1]);
      store().lookup.dropNames();
      await show({ 2: resident('Ilze', 'Ozola') });
      expect(await named('ozola')).toEqual([1, 2]);
    });

    it('[ST54] of many cases in several blocks are what a naive search finds, through any changes', async () => {
      const random = new SeededRandom(20_261_123);
      const family = ['Bērziņš', 'Bērzs', 'Ozols', 'Liepa', 'Kalns-Kalniņš', 'Zariņa'];
      const given = ['Anna', 'Ance', 'Jānis', 'Zane'];
      const here = new Map<number, string>();
      const makePage = (indexes: readonly number[], version: number) =>
        indexes.map((index) => {
          const applicant = resident(random.pick(given), random.pick(family));
          if (applicant.kind !== 'resident') throw new Error('not a person');
          here.set(index, `${applicant.familyName} ${applicant.givenName}`);
          return caseChange(index, [registeredBy(index, applicant)], version);
        });
      const range = (from: number, to: number) =>
        Array.from({ length: to - from }, (_, place) => from + place);
      const expected = (words: string) =>
        [...here]
          .filter(([, name]) =>
            wordsIn(words).every((word) => wordsIn(name).some((one) => one.startsWith(word))),
          )
          .map(([index]) => index)
          .toSorted((a, b) => a - b);
      await pull(makePage(range(1, NAMES_IN_BLOCK + 130), 1));
      await pull(makePage(range(NAMES_IN_BLOCK + 130, 700), 1));
      for (let round = 2; round <= 4; round += 1) {
        for (const words of ['berz', 'b an', 'kalnins', 'zan z', 'ozols jan', 'x']) {
          const page = await store().lookup.readQueue({ ...PAGE, name: words });
          expect(page.matching, words).toBe(expected(words).length);
          expect(expected(words)).toEqual(expect.arrayContaining([...indexesOf(page.rows)]));
        }
        const changed = [...new Set(Array.from({ length: 40 }, () => 1 + random.below(690)))];
        const gone = changed.splice(0, 5);
        await pull([
          ...makePage(changed, round),
          ...gone.map((index) => ({ kind: 'leave', caseId: caseId(index) }) as const),
        ]);
        for (const index of gone) here.delete(index);
        await take(store(), [
          operation(1200 + round, [registeredBy(1200 + round, resident('Anna', 'Bērza'))]),
        ]);
        here.set(1200 + round, 'Bērza Anna');
        expect((await store().lookup.readQueue({ ...PAGE, order: 'applicant' })).matching).toBe(here.size);
      }
    });
  });

  describe('codes', () => {
    it('[ST53] find their cases in any spelling, and nothing else does', async () => {
      const advocate: Representative = {
        givenName: 'Jānis',
        familyName: 'Ābele',
        identity: { kind: 'foreign', country: 'LT', documentKind: 'passport', number: 'LB-12 34567' },
        basis: 'advocate',
        checkedBy: 'original-seen',
      };
      await pull([
        caseChange(1, [registeredBy(1, resident('Anna', 'Ozola'), advocate)]),
        caseChange(2, [registeredBy(2, resident('Anna', 'Ozola', '010190-12345'))]),
        caseChange(3, [registeredBy(3, company('SIA "Ķirsis"', 'Jānis Ābele'))]),
        caseChange(4, [registeredBy(4, resident('Anna', 'Liepa'))]),
      ]);
      const found = async (...asked: Parameters<CounterStore['lookup']['findByCode']>) =>
        indexesOf(await store().lookup.findByCode(...asked)).toSorted();
      expect(await found('person-code', CODE)).toEqual([1, 4]);
      expect(await found('person-code', '31051001233')).toEqual([1, 4]);
      expect(await found('document', 'LTlb1234567')).toEqual([1]);
      expect(await found('registration-number', '4000 3000 000')).toEqual([3]);
      expect(await found('registration-number', CODE)).toEqual([]);
      expect(await found('person-code', '3105')).toEqual([]);
      await pull([caseChange(4, [registeredBy(4, resident('Anna', 'Liepa', '010190-12345')), noted(9)])]);
      expect(await found('person-code', CODE)).toEqual([1]);
      expect(await found('person-code', '010190-12345')).toEqual([2, 4]);
    });
  });
}
