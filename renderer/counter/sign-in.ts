import { ExchangeFailure, jsonOf } from '#renderer/sync/exchange-failure.ts';
import type { Http } from '#renderer/sync/http.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { toHex } from '#shared/kernel/hex.ts';
import type { Clock, Random } from '#shared/kernel/ports.ts';
import { SignInAnswer } from '#shared/protocol/session.ts';
import type { SignInOutcome } from './counter-api.ts';
import { findKnownPerson, keepKnownPerson } from './side-files.ts';

/** What signing in needs of the world. `files` is undefined where no journal is open. */
export interface SignInPorts {
  readonly http: Http;
  readonly files: Pick<JournalPort, 'findSideFile' | 'replaceSideFile'> | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly passwordHash: (password: string, salt: string, rounds: number) => Promise<string>;
  readonly rounds: number;
}

/**
 * Asks the centre who this is; where it cannot be reached, the verifier that was kept when it last confirmed the
 * person. A password that the centre knows to be wrong is wrong here too.
 */
export async function signIn(ports: SignInPorts, login: string, password: string): Promise<SignInOutcome> {
  const name = login.trim().toLowerCase();
  let answer: Awaited<ReturnType<Http['send']>>;
  try {
    answer = await ports.http.send({
      method: 'POST',
      path: '/api/session',
      body: { login: name, password },
    });
  } catch {
    return signInOffline(ports, name, password);
  }
  if (answer.status === 401 || answer.status === 400) return { outcome: 'wrong-credentials' };
  if (answer.status === 429) return { outcome: 'wait', seconds: answer.retryAfterSeconds ?? 30 };
  let session: SignInAnswer;
  try {
    session = SignInAnswer.parse(jsonOf(answer));
  } catch (failure) {
    if (failure instanceof ExchangeFailure) return signInOffline(ports, name, password);
    throw failure;
  }
  await keepVerifier(ports, session.person, password);
  return { outcome: 'signed-in', session: { person: session.person, token: session.token } };
}

async function keepVerifier(
  ports: SignInPorts,
  person: SignInAnswer['person'],
  password: string,
): Promise<void> {
  if (ports.files === undefined) return;
  const salt = toHex(ports.random.bytes(16));
  const hash = await ports.passwordHash(password, salt, ports.rounds);
  await keepKnownPerson(ports.files, {
    person,
    verifier: { salt, rounds: ports.rounds, hash },
    confirmedAt: ports.clock.now(),
  });
}

async function signInOffline(ports: SignInPorts, login: string, password: string): Promise<SignInOutcome> {
  const known = ports.files === undefined ? undefined : await findKnownPerson(ports.files, login);
  if (known === undefined) return { outcome: 'centre-unreachable' };
  const { salt, rounds, hash } = known.verifier;
  const isRight = (await ports.passwordHash(password, salt, rounds)) === hash;
  return isRight
    ? { outcome: 'signed-in', session: { person: known.person, token: null } }
    : { outcome: 'wrong-credentials' };
}
