import { z } from 'zod';
import { ExchangeFailure, findProblem, jsonOf } from '#renderer/sync/exchange-failure.ts';
import type { Http } from '#renderer/sync/http.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { toHex } from '#shared/kernel/hex.ts';
import { type Instant, millisecondsOf } from '#shared/kernel/instant.ts';
import type { Clock, Random } from '#shared/kernel/ports.ts';
import { SignInAnswer } from '#shared/protocol/session.ts';
import type { OpenOutcome, SignInOutcome } from './counter-api.ts';
import type { KeyDoor } from './key-door.ts';
import { LEAST_KEY_PASSWORD_CHARACTERS, type Stretching, secretsOf } from './person-secrets.ts';
import { dropKnownPerson, findKnownPerson, type KnownPerson, keepKnownPerson } from './side-files.ts';
import type { SignInPace } from './sign-in-pace.ts';

type Files = Pick<JournalPort, 'findSideFile' | 'replaceSideFile'>;

/** What signing in needs of the world. */
export interface SignInPorts extends Stretching {
  readonly http: Http;
  /** Undefined where there is no journal, or as long as nobody has opened it. */
  readonly findFiles: () => Files | undefined;
  /** Undefined where there is no journal. */
  readonly door: KeyDoor | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly rounds: number;
  readonly pace: SignInPace;
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
  await keepConfirmed(ports, session.person, name, password).catch(ports.onDefect);
  return { outcome: 'signed-in', session: { person: session.person, token: session.token } };
}

/**
 * Opens what is sealed here with the password of a person who need not be let in: one that the centre no longer takes, or
 * a colleague's. Whoever only opens is not signed in by it.
 */
export async function openWith(ports: SignInPorts, login: string, password: string): Promise<OpenOutcome> {
  const { door, pace } = ports;
  const name = login.trim().toLowerCase();
  if (door === undefined || door.isOpen) return { outcome: 'opened' };
  const seconds = pace.secondsLeft(name);
  if (seconds > 0) return { outcome: 'wait', seconds };
  const terms = await door.findTerms(name);
  if (terms === undefined) return { outcome: 'not-known-here' };
  if (await door.unlock(name, await secretsOf(ports, password, terms))) {
    pace.succeeded(name);
    return { outcome: 'opened' };
  }
  pace.failed(name);
  return { outcome: 'wrong-credentials' };
}

async function keepConfirmed(
  ports: SignInPorts,
  person: SignInAnswer['person'],
  login: string,
  password: string,
): Promise<void> {
  const { door, pace, random, rounds, clock } = ports;
  pace.succeeded(login);
  if (door === undefined) return;
  const fresh = { salt: toHex(random.bytes(16)), rounds };
  const secrets = await secretsOf(ports, password, (await door.findTerms(login)) ?? fresh);
  await door.letIn(login, secrets, [...password].length >= LEAST_KEY_PASSWORD_CHARACTERS);
  const files = ports.findFiles();
  if (files === undefined) return;
  const verifier = {
    salt: secrets.salt,
    rounds: secrets.rounds,
    hash: secrets.verifier,
    made: 'derived',
  } as const;
  await keepKnownPerson(files, { person, verifier, confirmedAt: clock.now() });
}

/**
 * ST43: the centre has refused what would let the person in here: the account was closed or has another password. A
 * password that is wrong here too was mistyped and costs nobody the way in.
 */
async function forgetRefused(ports: SignInPorts, login: string, password: string): Promise<void> {
  // An earlier password still opens what is sealed here (KE17).
  await openWith(ports, login, password);
  const files = ports.findFiles();
  const known = files && (await findKnownPerson(files, login));
  if (files === undefined || known === undefined) return;
  if (await isPasswordOf(ports, known, password)) await dropKnownPerson(files, login);
}

async function signInOffline(ports: SignInPorts, login: string, password: string): Promise<SignInOutcome> {
  const { clock, pace, onDefect } = ports;
  const opened = await openWith(ports, login, password);
  if (opened.outcome === 'not-known-here') return { outcome: 'centre-unreachable' };
  if (opened.outcome !== 'opened') return opened;
  const files = ports.findFiles();
  const known = files && (await findKnownPerson(files, login));
  if (files === undefined || known === undefined) return { outcome: 'centre-unreachable' };
  // A clock that went back, for an empty battery or on purpose, keeps nobody out and makes nothing younger.
  const usedAt = latest(clock.now(), known.usedAt ?? known.confirmedAt);
  if (millisecondsOf(usedAt) - millisecondsOf(known.confirmedAt) > VERIFIER_MILLISECONDS) {
    // Dropped, so that a clock that is set back does not make it hold again.
    await dropKnownPerson(files, login).catch(onDefect);
    return { outcome: 'centre-unreachable' };
  }
  const seconds = pace.secondsLeft(login);
  if (seconds > 0) return { outcome: 'wait', seconds };
  if (!(await isPasswordOf(ports, known, password))) {
    pace.failed(login);
    return { outcome: 'wrong-credentials' };
  }
  pace.succeeded(login);
  await keepKnownPerson(files, { ...known, usedAt }).catch(onDefect);
  return { outcome: 'signed-in', session: { person: known.person, token: null } };
}

function latest(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}

async function isPasswordOf(
  ports: Stretching,
  { verifier }: KnownPerson,
  password: string,
): Promise<boolean> {
  if (verifier.made === 'derived') {
    return (await secretsOf(ports, password, verifier)).verifier === verifier.hash;
  }
  return (await ports.passwordHash(password, verifier.salt, verifier.rounds)) === verifier.hash;
}
