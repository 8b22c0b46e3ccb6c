import { z } from 'zod';
import { ExchangeFailure, findProblem, jsonOf } from '#renderer/sync/exchange-failure.ts';
import type { Http } from '#renderer/sync/http.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { toHex } from '#shared/kernel/hex.ts';
import { type Instant, millisecondsOf } from '#shared/kernel/instant.ts';
import type { Clock, Random } from '#shared/kernel/ports.ts';
import { SignInAnswer } from '#shared/protocol/session.ts';
import type { SignInOutcome } from './counter-api.ts';
import { dropKnownPerson, findKnownPerson, type KnownPerson, keepKnownPerson } from './side-files.ts';

/** What signing in needs of the world. `files` is undefined where no journal is open. */
export interface SignInPorts {
  readonly http: Http;
  readonly files: Pick<JournalPort, 'findSideFile' | 'replaceSideFile'> | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly passwordHash: (password: string, salt: string, rounds: number) => Promise<string>;
  readonly rounds: number;
  readonly onDefect: (failure: unknown) => void;
}

/** When the centre asks to wait and does not say how long. */
const LONG_WAIT_SECONDS = 30;

/** How long a confirmation of the centre lets a person in without it: over a failure and the holidays, not for good. */
const VERIFIER_MILLISECONDS = 14 * 24 * 3_600_000;

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
  let session: SignInAnswer;
  try {
    // A page of the network between here and the centre may answer with the same numbers, and says nothing.
    const problem = answer.status === 200 ? undefined : findProblem(answer)?.type;
    if (problem === 'wrong-credentials') {
      await forgetRefused(ports, name, password).catch(ports.onDefect);
    }
    if (problem === 'wrong-credentials' || problem === 'invalid-request') {
      return { outcome: 'wrong-credentials' };
    }
    if (problem === 'too-many-requests') {
      return { outcome: 'wait', seconds: answer.retryAfterSeconds ?? LONG_WAIT_SECONDS };
    }
    session = SignInAnswer.parse(jsonOf(answer));
  } catch (failure) {
    if (failure instanceof ExchangeFailure || failure instanceof z.ZodError) {
      return signInOffline(ports, name, password);
    }
    throw failure;
  }
  // Whoever the centre knows comes in; that nothing could be kept shows when it is out of reach.
  await keepVerifier(ports, session.person, password).catch(ports.onDefect);
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

/**
 * ST43: the centre has refused what would let the person in here: the account was closed or has another password. A
 * password that is wrong here too was mistyped and costs nobody the way in.
 */
async function forgetRefused(
  { files, ...ports }: SignInPorts,
  login: string,
  password: string,
): Promise<void> {
  const known = files && (await findKnownPerson(files, login));
  if (files === undefined || known === undefined) return;
  if (await isPasswordOf(ports, known, password)) await dropKnownPerson(files, login);
}

async function signInOffline(ports: SignInPorts, login: string, password: string): Promise<SignInOutcome> {
  const { files, clock, onDefect } = ports;
  const known = files && (await findKnownPerson(files, login));
  if (files === undefined || known === undefined) return { outcome: 'centre-unreachable' };
  // A clock that went back, for an empty battery or on purpose, keeps nobody out and makes nothing younger.
  const usedAt = latest(clock.now(), known.usedAt ?? known.confirmedAt);
  if (millisecondsOf(usedAt) - millisecondsOf(known.confirmedAt) > VERIFIER_MILLISECONDS) {
    // Dropped, so that a clock that is set back does not make it hold again.
    await dropKnownPerson(files, login).catch(onDefect);
    return { outcome: 'centre-unreachable' };
  }
  if (!(await isPasswordOf(ports, known, password))) return { outcome: 'wrong-credentials' };
  await keepKnownPerson(files, { ...known, usedAt }).catch(onDefect);
  return { outcome: 'signed-in', session: { person: known.person, token: null } };
}

function latest(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}

async function isPasswordOf(
  { passwordHash }: Pick<SignInPorts, 'passwordHash'>,
  { verifier }: KnownPerson,
  password: string,
): Promise<boolean> {
  return (await passwordHash(password, verifier.salt, verifier.rounds)) === verifier.hash;
}
