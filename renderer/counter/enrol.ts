import type { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import { ExchangeFailure, findProblem, jsonOf } from '#renderer/sync/exchange-failure.ts';
import type { Http } from '#renderer/sync/http.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { ReplicaId } from '#shared/kernel/identifier.ts';
import type { Clock, Hash, Random } from '#shared/kernel/ports.ts';
import { EnrolAnswer, type EnrolRequest } from '#shared/protocol/session.ts';
import type { CounterApi, EnrolOutcome } from './counter-api.ts';
import { keepReference } from './keep-reference.ts';
import { findDevice, keepDevice } from './side-files.ts';

/** What enrolling needs of the world. */
export interface EnrolPorts {
  readonly http: Http;
  readonly journal: JournalPort;
  readonly shelf: ReferenceShelf;
  readonly hash: Hash;
  readonly random: Random;
  readonly clock: Clock;
}

/**
 * Makes this computer a counter: the centre issues a station code for good, the journal gets its owner, and everything
 * that registering needs is put on the shelf. A journal that has an owner keeps it, so enrolling again after the device
 * file was lost continues the same replica.
 */
export async function enrol(
  ports: EnrolPorts,
  choice: Parameters<CounterApi['enrol']>[0],
  token: string,
): Promise<EnrolOutcome> {
  const { journal } = ports;
  const owner = (await journal.status()).identity;
  // The centre would move the device to the other office at once, and the journal cannot follow.
  if (owner !== null && owner.officeCode !== choice.officeCode) {
    return { outcome: 'failed', cause: 'other-identity' };
  }
  const replica = owner?.replica ?? ReplicaId.parse(ports.random.uuid());
  const known = await findDevice(journal);
  const request: EnrolRequest = {
    replica,
    office: choice.office,
    counter: choice.counter,
    // A centre that was restored may have forgotten the station, and a clerk may change only a device that shows itself.
    ...(owner === null ? {} : { station: owner.station }),
    ...(known === undefined ? {} : { deviceToken: known.deviceToken }),
  };
  let answer: EnrolAnswer;
  const fetchJson = async (path: string): Promise<unknown> =>
    jsonOf(await ports.http.send({ method: 'GET', path, token }));
  try {
    const sent = await ports.http.send({ method: 'POST', path: '/api/devices', token, body: request });
    // Another computer works with the numbers of this journal.
    if (sent.status !== 200 && findProblem(sent)?.type === 'station-taken') {
      return { outcome: 'failed', cause: 'other-identity' };
    }
    answer = EnrolAnswer.parse(jsonOf(sent));
    await keepReference(ports.shelf, answer.reference, fetchJson, ports.hash);
  } catch (failure) {
    const isRefused = failure instanceof ExchangeFailure && failure.failure === 'device-not-accepted';
    return { outcome: 'failed', cause: isRefused ? 'not-permitted' : 'centre-unreachable' };
  }
  const identity = { replica, officeCode: choice.officeCode, station: answer.station };
  if ((await journal.enrol(identity)) === 'other-identity') {
    return { outcome: 'failed', cause: 'other-identity' };
  }
  await keepDevice(journal, {
    ...identity,
    office: choice.office,
    counter: choice.counter,
    deviceToken: answer.deviceToken,
    enrolledAt: ports.clock.now(),
  });
  return { outcome: 'enrolled' };
}
