import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Published, publishCatalogue } from '#central/commands/publish-catalogue.ts';
import { bringIntoForce } from '#central/references/bring-into-force.ts';
import { readHistory, readPublications } from '#central/references/catalogue-publications.ts';
import { readCurrentVersions } from '#central/references/reference-shelf.ts';
import { realClock, realHash } from '#central/settings/real-ports.ts';
import { parseCatalogue } from '#shared/catalogue/parse-catalogue.ts';
import { addMilliseconds, type Instant } from '#shared/kernel/instant.ts';
import type { Clock } from '#shared/kernel/ports.ts';
import { openTestCentre, type TestCentre } from '#test/central/routes/test-centre.ts';
import { changedText, type Loose } from '#test/shared/catalogue/demo-catalogue.ts';

let centre: TestCentre;

beforeAll(async () => {
  centre = await openTestCentre();
});
afterAll(() => centre.close());

const ports = { clock: realClock, hash: realHash };
const database = () => centre.centre.database;

async function publish(change: (document: Loose) => void, from?: Instant): Promise<Published> {
  const parsed = parseCatalogue(changedText(change));
  if (!parsed.ok) throw new Error('the catalogue has a defect');
  return publishCatalogue(database(), parsed.value, from, ports);
}

/** `pointer code` of everything for which it is refused. */
async function refusals(change: (document: Loose) => void = () => undefined): Promise<readonly string[]> {
  const published = await publish(change);
  return published.outcome === 'refused'
    ? published.findings.map(({ pointer, code }) => `${pointer} ${code}`)
    : [published.outcome];
}

async function grant(login: string, right: string, scope: string, id = ''): Promise<void> {
  await database()
    .kysely.insertInto('person_grant')
    .values({
      institution: database().institution,
      person_id: login as never,
      right_name: right as never,
      scope_kind: scope as never,
      scope_id: id,
      valid_from: addMilliseconds(realClock.now(), -1000),
      valid_to: null,
    })
    .execute();
}

async function endGrants(login: string): Promise<void> {
  await database()
    .kysely.deleteFrom('person_grant')
    .where('person_id', '=', login as never)
    .execute();
}

describe('who answers for what', () => {
  it('[CA47] there is exactly one portfolio manager', async () => {
    await grant('admin', 'portfolio-manager', 'institution');
    expect(await refusals()).toEqual(['/roles not-one-portfolio-manager']);
    await endGrants('admin');
    await database()
      .kysely.updateTable('person')
      .set({ disabled_at: realClock.now() })
      .where('login', '=', 'portfolio-manager')
      .execute();
    expect(await refusals()).toEqual(['/roles not-one-portfolio-manager']);
    await database()
      .kysely.updateTable('person')
      .set({ disabled_at: null })
      .where('login', '=', 'portfolio-manager')
      .execute();
    expect(await refusals()).toEqual(['unchanged']);
  });

  it('[CA48] each service has exactly one named manager, of its own or of all', async () => {
    const second = (document: Loose): string => document.services[1].id;
    let id = '';
    await refusals((document) => (id = second(document)));
    await grant('clerk', 'service-manager', 'service', id);
    expect(await refusals()).toEqual(['unchanged']);
    await grant('clerk2', 'service-manager', 'service', id);
    expect(await refusals()).toEqual(['/services/1 not-one-service-manager']);
    // Under its former identifier it is the same service.
    const renamed = (document: Loose): void => {
      document.services[1].supersededIds = [id];
      document.services[1].id = 'jauns';
    };
    expect(await refusals(renamed)).toEqual(['/services/1 not-one-service-manager']);
    await database().kysely.deleteFrom('person_grant').where('scope_kind', '=', 'service').execute();
    await endGrants('service-manager');
    expect(await refusals()).toHaveLength(12);
    expect(await refusals((document) => (document.services[4].retired = true))).toHaveLength(11);
    await grant('service-manager', 'service-manager', 'institution');
  });

  it('[CA49] each service has a provider at an office that is open', async () => {
    expect(await refusals((document) => (document.services[2].providers = []))).toEqual([
      '/services/2/providers no-provider',
    ]);
    expect(
      await refusals((document) =>
        document.services.push({ ...document.services[0], id: 'jauns', code: 'X' }),
      ),
    ).toEqual(['/services/12/providers no-office']);
    const onlyPartner = (document: Loose): void => {
      document.services[3].providers = [{ ...document.services[3].providers[0], role: 'partner' }];
    };
    expect(await refusals(onlyPartner)).toEqual(['/services/3/providers nobody-provides']);
  });

  it('[CA46] a draft or a catalogue that was withdrawn is not published', async () => {
    for (const status of ['draft', 'withdrawn']) {
      expect(await refusals((document) => (document.status = status))).toEqual([
        '/status not-for-publication',
      ]);
    }
  });

  it('[CA50] a service in force stays in the file', async () => {
    const without = (document: Loose): void => {
      const [gone] = document.services.splice(11, 1);
      for (const service of document.services) {
        service.relatedServices = service.relatedServices.filter(({ id }: Loose) => id !== gone.id);
      }
    };
    expect(await refusals(without)).toEqual(['/services service-left-out']);
  });
});

describe('a step', () => {
  it('[CA46] without a responsible role or an instruction never gets so far', () => {
    const parsed = parseCatalogue(
      changedText(({ services }) => {
        services[0].stages[1].steps[0].responsibleRole = '';
        services[1].stages[2].steps[1].instruction = { lv: ' ', en: '' };
        delete services[2].stages[0].steps[0].responsibleRole;
      }),
    );
    expect(parsed.ok ? [] : parsed.problem.map(({ pointer }) => pointer)).toEqual([
      '/services/0/stages/1/steps/0/responsibleRole',
      '/services/1/stages/2/steps/1/instruction',
      '/services/2/stages/0/steps/0/responsibleRole',
    ]);
  });
});

describe('publishing', () => {
  beforeEach(async () => {
    await publish(() => undefined);
  });

  const numbers = async () => (await readPublications(database())).map(({ number }) => number);

  it('[CA51] numbers versions, says what is different and knows the same content again', async () => {
    const first = await readCurrentVersions(database());
    const change = (document: Loose): void => {
      document.services[0].fields[0].label.lv = 'Cits nosaukums';
      document.services[5].retired = true;
    };
    const published = await publish(change);
    expect(published).toMatchObject({ outcome: 'published', number: 2 });
    const lines = published.outcome === 'published' ? published.lines : [];
    expect(lines).toEqual([
      expect.stringMatching(/^~ service dzivesvietas-deklaresana “/),
      expect.stringMatching(/^ {4}field .+: label \(lv\) from “.+” to “Cits nosaukums”$/),
      expect.stringMatching(/^~ service pirmsskolas-rinda “/),
      expect.stringMatching(/^ {4}service: retired$/),
    ]);
    const second = await readCurrentVersions(database());
    expect(second.catalogue).not.toBe(first.catalogue);
    expect(await publish(change)).toEqual({ outcome: 'unchanged', hash: second.catalogue, number: 2 });
    expect(await publish(() => undefined)).toMatchObject({ outcome: 'published', number: 1 });
    expect((await readCurrentVersions(database())).catalogue).toBe(first.catalogue);
    expect(await numbers()).toEqual([1, 2]);
  });

  it('[CA52] comes into force on its day by itself, and is told from then on', async () => {
    const token = await centre.signIn('clerk');
    const tomorrow = addMilliseconds(realClock.now(), 86_400_000);
    const change = (document: Loose): void => {
      document.services[0].title.en = 'From tomorrow';
    };
    const before = await readCurrentVersions(database());
    const told = async () => (await centre.get('/api/reference/catalogues', token)).json().versions;
    const inForce = await told();
    const published = await publish(change, tomorrow);
    expect(published).toMatchObject({ outcome: 'published', number: 3 });
    expect(await readCurrentVersions(database())).toEqual(before);
    expect(await told()).toEqual(inForce);

    const at = (time: Instant): { clock: Clock } => ({ clock: { ...realClock, now: () => time } });
    expect(await bringIntoForce(database(), at(addMilliseconds(tomorrow, -1)))).toEqual([]);
    expect(await bringIntoForce(database(), at(tomorrow))).toEqual(['institution']);
    expect(await bringIntoForce(database(), at(tomorrow))).toEqual([]);
    const hash = published.outcome === 'published' ? published.hash : '';
    expect((await readCurrentVersions(database())).catalogue).toBe(hash);
    expect(await told()).toEqual([...inForce, { number: 3, hash, since: tomorrow }]);
    expect(await readHistory(database())).toEqual({ versions: await told() });

    await publish(() => undefined);
    expect(await publish(change, tomorrow)).toEqual({ outcome: 'in-force-before', number: 3 });
  });
});
