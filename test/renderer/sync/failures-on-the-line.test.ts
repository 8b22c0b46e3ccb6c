import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webHttp } from '#renderer/platform/web-http.ts';
import { BreakableLine } from '#renderer/sync/breakable-line.ts';
import { ExchangeFailure, type FailureName, jsonOf } from '#renderer/sync/exchange-failure.ts';
import { PROBLEM_TYPES, type ProblemType, problemTypeUri } from '#shared/protocol/problem.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

let server: Server;
let origin = '';
let answer: Answer = () => undefined;
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.once('end', () => answer(response, request));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const PAGE = '<!doctype html><title>Wi-Fi</title>';

const problem =
  (type: ProblemType, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) => {
    const status = PROBLEM_TYPES[type];
    response.writeHead(status, { 'content-type': 'application/problem+json', ...headers });
    response.end(JSON.stringify({ type: problemTypeUri(type), title: type, status }));
  };

const page =
  (status: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(PAGE);
  };

/** What the engine makes of a push that gets this answer over a real connection. */
async function failureOf(given: Answer): Promise<ExchangeFailure> {
  answer = given;
  try {
    const sent = await webHttp(origin)
      .send({ method: 'POST', path: '/api/sync/push', body: { operations: ['x'.repeat(2000)] } })
      .catch(() => Promise.reject(new ExchangeFailure('unreachable')));
    jsonOf(sent);
  } catch (failure) {
    if (failure instanceof ExchangeFailure) return failure;
    throw failure;
  }
  throw new Error('the exchange did not fail');
}

describe('what comes back on a real connection', () => {
  it.each<[string, Answer, FailureName]>([
    ['401', problem('not-signed-in'), 'device-not-accepted'],
    ['413', problem('body-too-large'), 'too-large'],
    ['413 of a gateway', page(413), 'too-large'],
    ['426', problem('protocol-too-old'), 'program-too-old'],
    ['429', problem('too-many-requests', { 'retry-after': '90' }), 'busy'],
    ['503', problem('database-unavailable', { 'retry-after': '90' }), 'busy'],
    ['503 of a gateway', page(503, { 'retry-after': '90' }), 'busy'],
    ['a page of a network with status 200', page(200), 'not-the-centre'],
    ['a redirection to a page of a network', page(302, { location: '/sign-in' }), 'unreachable'],
    [
      'a body that was cut off',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"protocol":1,');
        setTimeout(() => response.destroy(), 50);
      },
      'unreachable',
    ],
    [
      'JSON that ends in the middle',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"protocol":1,"verdicts":[');
      },
      'unreachable',
    ],
    ['a connection that is dropped', (_response, request) => void request.socket.destroy(), 'unreachable'],
  ])('[SE14] %s has its name', async (_what, given, name) => {
    expect((await failureOf(given)).failure).toBe(name);
  });

  it('[SE18] tells how long the centre or a gateway asks to be left alone', async () => {
    expect((await failureOf(problem('too-many-requests', { 'retry-after': '90' }))).retryAfterSeconds).toBe(
      90,
    );
    expect((await failureOf(page(503, { 'retry-after': '7' }))).retryAfterSeconds).toBe(7);
  });

  it('[SE29] a connection that is open on this side alone is given up, and the next one is another', async () => {
    const ports: (number | undefined)[] = [];
    answer = (_response, request) => void ports.push(request.socket.remotePort);
    const line = new BreakableLine(webHttp(origin));
    const request = { method: 'POST', path: '/api/sync/push', body: {} } as const;
    const silent = line.send(request);
    await expect.poll(() => ports.length).toBe(1);
    line.breakAll();
    await expect(silent).rejects.toThrow();
    answer = (response, asked) => {
      ports.push(asked.socket.remotePort);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{}');
    };
    expect(await line.send(request)).toMatchObject({ status: 200, text: '{}' });
    expect(new Set(ports).size).toBe(2);
  });
});
