import type { HttpAnswer } from '#renderer/sync/http.ts';
import { PROBLEM_TYPES, type ProblemType, problemTypeUri } from '#shared/protocol/problem.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import type { FaultKind } from '../faults/fault-kind.ts';

/** The faults in which somebody between the counter and the centre answers in its place. */
export const GATEWAY_KINDS = [
  'portal-page',
  'body-too-large',
  'too-many-requests',
  'centre-busy',
  'token-refused',
  'protocol-refused',
] as const satisfies readonly FaultKind[];
export type GatewayKind = (typeof GATEWAY_KINDS)[number];

/** Longest that somebody asks the counter to stay away. */
const MOST_RETRY_SECONDS = 90;

/** What comes back instead of the centre's answer: by a page of its own, or by a problem document like the centre's. */
export function gatewayAnswer(kind: GatewayKind, random: SeededRandom): HttpAnswer {
  switch (kind) {
    case 'portal-page':
      return page(200);
    case 'body-too-large':
      return random.chance(0.5) ? page(413) : problem('body-too-large');
    case 'too-many-requests':
      return later(random.chance(0.5) ? page(429) : problem('too-many-requests'), random);
    case 'centre-busy':
      return later(
        random.chance(0.5) ? page(random.pick([502, 503, 504])) : problem('database-unavailable'),
        random,
      );
    case 'token-refused':
      return random.chance(0.5) ? page(401) : problem('not-signed-in');
    case 'protocol-refused':
      return problem('protocol-too-old');
  }
}

function page(status: number): HttpAnswer {
  const text = '<!doctype html><title>Tīkls</title><p>Lūdzu, pieslēdzieties.</p>';
  return { status, contentType: 'text/html; charset=utf-8', retryAfterSeconds: undefined, text };
}

function problem(type: ProblemType): HttpAnswer {
  const status = PROBLEM_TYPES[type];
  return {
    status,
    contentType: 'application/problem+json; charset=utf-8',
    retryAfterSeconds: undefined,
    text: JSON.stringify({ type: problemTypeUri(type), title: type, status }),
  };
}

function later(answer: HttpAnswer, random: SeededRandom): HttpAnswer {
  return random.chance(0.5)
    ? answer
    : { ...answer, retryAfterSeconds: random.between(1, MOST_RETRY_SECONDS) };
}
