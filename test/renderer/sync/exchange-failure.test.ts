import { describe, expect, it } from 'vitest';
import { ExchangeFailure, type FailureName, jsonOf } from '#renderer/sync/exchange-failure.ts';
import type { HttpAnswer } from '#renderer/sync/http.ts';
import { PROBLEM_TYPES, type ProblemType } from '#shared/protocol/problem.ts';
import { jsonAnswer, pageAnswer, problemAnswer } from '#test/support/tiny-centre.ts';

function failureOf(answer: HttpAnswer): ExchangeFailure {
  try {
    jsonOf(answer);
  } catch (failure) {
    if (failure instanceof ExchangeFailure) return failure;
    throw failure;
  }
  return expect.fail('the answer is taken');
}

const OF_PROBLEM = {
  'invalid-request': 'not-readable',
  'not-signed-in': 'device-not-accepted',
  'wrong-credentials': 'not-readable',
  'not-permitted': 'device-not-accepted',
  'not-found': 'not-readable',
  'body-too-large': 'too-large',
  'unsupported-content': 'not-readable',
  'protocol-too-old': 'program-too-old',
  'too-many-requests': 'busy',
  defect: 'centre-defect',
  'database-unavailable': 'busy',
  'station-taken': 'not-readable',
  'file-on-its-way': 'not-readable',
  'file-damaged': 'not-readable',
  'file-not-accepted': 'not-readable',
} as const satisfies Record<ProblemType, FailureName>;

describe('what came back', () => {
  it('[SE14] is taken when it is JSON with status 200', () => {
    expect(jsonOf(jsonAnswer(200, { here: 1 }))).toEqual({ here: 1 });
  });

  it.each(Object.keys(PROBLEM_TYPES) as ProblemType[])('[SE14] the problem %s has its name', (type) => {
    const failure = failureOf(problemAnswer(type, { retryAfterSeconds: 7, pointers: ['/operations/3'] }));
    expect(failure.failure).toBe(OF_PROBLEM[type]);
    expect(failure.retryAfterSeconds).toBe(7);
    expect(failure.pointers).toEqual(['/operations/3']);
  });

  it.each([
    [200, 'not-the-centre'],
    [302, 'not-the-centre'],
    [401, 'not-the-centre'],
    [403, 'not-the-centre'],
    [404, 'not-the-centre'],
    [413, 'too-large'],
    [429, 'busy'],
    [500, 'not-the-centre'],
    [502, 'busy'],
    [503, 'busy'],
    [504, 'busy'],
    [511, 'not-the-centre'],
  ] as const)('[SE14] a page with status %i that is not the centre’s is %s', (status, name) => {
    const failure = failureOf(pageAnswer(status, 9));
    expect(failure.failure).toBe(name);
    if (status !== 200) expect(failure.retryAfterSeconds).toBe(9);
  });

  it('[SE14] JSON that ends in the middle was cut off', () => {
    const whole = jsonAnswer(200, { verdicts: [] });
    expect(failureOf({ ...whole, text: whole.text.slice(0, -3) }).failure).toBe('unreachable');
    const problem = problemAnswer('defect');
    expect(failureOf({ ...problem, text: problem.text.slice(0, -3) }).failure).toBe('unreachable');
  });

  it('[SE14] JSON that is no problem of ours does not come from the centre', () => {
    expect(failureOf(jsonAnswer(500, { message: 'oops' })).failure).toBe('not-the-centre');
    const foreign = jsonAnswer(400, { type: 'https://example.org/x', title: 'x', status: 400 });
    expect(failureOf({ ...foreign, contentType: 'application/problem+json' }).failure).toBe('not-the-centre');
  });
});
