import { findProblemType, ProblemDocument, type ProblemType } from '#shared/protocol/problem.ts';
import type { HttpAnswer } from './http.ts';

/**
 * Why an exchange with the centre did not succeed, by name (`docs/sync-protocol.md`, PR30). None of them ever removes an
 * operation.
 */
export type FailureName =
  /** No connection, or cut off before the whole answer was there. */
  | 'unreachable'
  /** Something between here and the centre answered: a sign-in page of a network, a proxy. */
  | 'not-the-centre'
  /** The device is not, or no longer, known. */
  | 'device-not-accepted'
  | 'program-too-old'
  | 'too-large'
  /** Asked to come again later. */
  | 'busy'
  /** The centre could not read what was sent. */
  | 'not-readable'
  /** The centre has an error of its own. */
  | 'centre-defect'
  /** This counter has one: its store, its disk or its program. */
  | 'counter-defect';

/** An exchange that failed, with what its name cannot say. */
export class ExchangeFailure extends Error {
  override readonly name = 'ExchangeFailure';
  readonly failure: FailureName;
  readonly retryAfterSeconds: number | undefined;
  /** Pointers into what was sent that the centre could not read. */
  readonly pointers: readonly string[];

  constructor(
    failure: FailureName,
    more: { readonly retryAfterSeconds?: number | undefined; readonly pointers?: readonly string[] } = {},
  ) {
    super(failure);
    this.failure = failure;
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.pointers = more.pointers ?? [];
  }
}

const NAME_OF_PROBLEM: Readonly<Partial<Record<ProblemType, FailureName>>> = {
  'invalid-request': 'not-readable',
  'not-signed-in': 'device-not-accepted',
  'not-permitted': 'device-not-accepted',
  'body-too-large': 'too-large',
  'unsupported-content': 'not-readable',
  'protocol-too-old': 'program-too-old',
  'too-many-requests': 'busy',
  'database-unavailable': 'busy',
  defect: 'centre-defect',
};

/** A gateway in front of the centre answers with its own page: the centre is away, or the body was too large for it. */
const NAME_OF_GATEWAY_STATUS: Readonly<Record<number, FailureName>> = {
  413: 'too-large',
  429: 'busy',
  502: 'busy',
  503: 'busy',
  504: 'busy',
};

/** The JSON of an answer of the centre, or the failure that it is. */
export function jsonOf(answer: HttpAnswer): unknown {
  if (answer.status === 200) {
    const json = findJson(answer);
    if (json === undefined) throw new ExchangeFailure('not-the-centre');
    return json;
  }
  const { retryAfterSeconds } = answer;
  const problem = findProblem(answer);
  if (problem === undefined) {
    throw new ExchangeFailure(NAME_OF_GATEWAY_STATUS[answer.status] ?? 'not-the-centre', {
      retryAfterSeconds,
    });
  }
  throw new ExchangeFailure(NAME_OF_PROBLEM[problem.type] ?? 'not-readable', {
    retryAfterSeconds,
    pointers: problem.pointers,
  });
}

/** What the centre itself objects to; `undefined` when somebody else answered. Throws when the answer was cut off. */
export function findProblem(
  answer: HttpAnswer,
): { readonly type: ProblemType; readonly pointers: readonly string[] } | undefined {
  const document = ProblemDocument.safeParse(findJson(answer));
  const type = document.success ? findProblemType(document.data) : undefined;
  if (!document.success || type === undefined) return undefined;
  return { type, pointers: document.data.errors?.map((error) => error.pointer) ?? [] };
}

function findJson(answer: HttpAnswer): unknown {
  if (!/^application\/(problem\+)?json\b/i.test(answer.contentType)) return undefined;
  try {
    return JSON.parse(answer.text);
  } catch {
    throw new ExchangeFailure('unreachable');
  }
}
