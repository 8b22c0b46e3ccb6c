import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OfficeId } from '#shared/service-level/office.ts';
import { CounterWorld, SMILTENE_CHOICE, savedOf } from '#test/support/counter-world.ts';
import { openListeningCentre } from '#test/support/listening-centre.ts';
import { jsonAnswer, pageAnswer, problemAnswer } from '#test/support/tiny-centre.ts';

const LUDZA_CHOICE = { office: OfficeId.parse('ludza'), officeCode: 'LUD', counter: null };
const failed = (cause: string) => ({ outcome: 'failed', cause });

let centre: Awaited<ReturnType<typeof openListeningCentre>>;
beforeAll(async () => {
  centre = await openListeningCentre();
});
afterAll(() => centre.close());

let world: CounterWorld;
beforeEach(async () => {
  world = new CounterWorld(centre.origin);
  await world.start();
  await world.signIn('admin');
});
afterEach(() => world.end());

const enrol = (choice: Parameters<typeof world.counter.enrol>[0] = SMILTENE_CHOICE) =>
  world.counter.enrol(choice);
const askedTheCentre = () => world.http.sentTo('/api/devices').length;

describe('making a computer a counter', () => {
  it('[ST24] keeps who it is beside the journal, and the token from the screens', async () => {
    expect(world.status.device).toBeNull();
    expect(await enrol()).toEqual({ outcome: 'enrolled' });
    const kept = JSON.parse((await world.sideFile('device.json')) ?? '');
    expect(kept).toMatchObject({ office: 'smiltene', officeCode: 'SMI', counter: 'SMI-1' });
    const { deviceToken, ...shown } = kept;
    expect(deviceToken).toEqual(expect.any(String));
    expect(world.status.device).toEqual(shown);
    world.http.cut();
    await world.restart();
    expect(world.status.device).toEqual(shown);
  });

  it('[ST33] again keeps the replica and the station', async () => {
    await enrol();
    const { device } = world.status;
    expect(await enrol({ ...SMILTENE_CHOICE, counter: null })).toEqual({ outcome: 'enrolled' });
    expect(world.status.device).toMatchObject({
      replica: device?.replica,
      station: device?.station,
      counter: null,
    });
  });

  it('[ST33] again shows the centre which device it was', async () => {
    await enrol();
    const { deviceToken } = JSON.parse((await world.sideFile('device.json')) ?? '');
    await world.signIn('clerk');
    expect(await enrol()).toEqual({ outcome: 'enrolled' });
    const [first, second] = world.http.sentTo('/api/devices').map(({ body }) => body);
    expect(first).not.toHaveProperty('station');
    expect(second).toMatchObject({ station: world.status.device?.station, deviceToken });
    world.http.fault = () => problemAnswer('station-taken');
    expect(await enrol()).toEqual(failed('other-identity'));
  });

  it('[ST33] again after who it is was lost goes on with the journal that is there', async () => {
    await enrol();
    const { device } = world.status;
    await world.signIn('clerk');
    const { reference } = savedOf(await world.register(1));
    await world.disk.open().remove('device.json');
    await world.restart();
    expect(world.status.device).toBeNull();
    await world.signIn('admin');
    expect(await enrol()).toEqual({ outcome: 'enrolled' });
    expect(world.status.device).toMatchObject({ replica: device?.replica, station: device?.station });
    await world.exchanged();
    expect(await world.caseOf(1)).toMatchObject({ row: { reference, sync: 'accepted' } });
  });

  it('[ST33] for another office is refused before the centre is asked', async () => {
    await enrol();
    const { device } = world.status;
    const asked = askedTheCentre();
    expect(await enrol(LUDZA_CHOICE)).toEqual(failed('other-identity'));
    expect(askedTheCentre()).toBe(asked);
    expect(world.status.device).toEqual(device);
    await world.signIn('clerk');
    savedOf(await world.register(1));
    await world.exchanged();
    // The other office would have been possible, only not for this journal.
    const other = new CounterWorld(centre.origin);
    await other.start();
    await other.signIn('admin');
    expect(await other.counter.enrol(LUDZA_CHOICE)).toEqual({ outcome: 'enrolled' });
    other.end();
  });

  it('is for whom the centre lets, while it can be asked, with a journal', async () => {
    await world.signIn('portfolio-manager');
    expect(await enrol()).toEqual(failed('not-permitted'));
    world.http.fault = () => problemAnswer('not-signed-in');
    expect(await enrol()).toEqual(failed('not-permitted'));
    for (const answer of ['no-connection', 'answer-lost', pageAnswer(403), jsonAnswer(200, {})] as const) {
      world.http.fault = () => answer;
      expect(await enrol()).toEqual(failed('centre-unreachable'));
    }
    expect(world.status.device).toBeNull();
    await world.counter.resume(null);
    expect(await enrol()).toEqual(failed('centre-unreachable'));
    world.end();
    await world.start({ kind: 'held-elsewhere' });
    expect(await enrol()).toEqual(failed('journal'));
  });
});

describe('what a counter works by', () => {
  it('[ST23] comes into force with the enrolment, and none of it when one version is not what it says', async () => {
    world.http.fault = ({ path }) =>
      path.startsWith('/api/reference/offices/') ? jsonAnswer(200, { offices: [] }) : undefined;
    expect(await enrol()).toEqual(failed('centre-unreachable'));
    expect(await world.counter.readReference()).toBeUndefined();
    expect(world.status.device).toBeNull();
    world.http.mend();
    expect(await enrol()).toEqual({ outcome: 'enrolled' });
    const reference = await world.counter.readReference();
    expect(reference?.offices.offices.map(({ id }) => id)).toContain('smiltene');
    expect(await world.counter.readCatalogue(reference?.versions.catalogue as never)).toEqual(
      reference?.catalogue,
    );
    world.http.cut();
    await world.restart();
    expect(await world.counter.readReference()).toEqual(reference);
  });
});
