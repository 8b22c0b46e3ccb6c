import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SeededRandom } from '#test/support/seeded-random.ts';
import { REQUEST_FAULTS, type RequestFault } from './fault-kinds.ts';
import { FaultyLine } from './faulty-line.ts';

// A centre that writes down what reached it, and a line before it.
let centre: Server;
let arrived: string[];
let line: FaultyLine;
let happened: RequestFault[];

beforeEach(async () => {
  arrived = [];
  happened = [];
  centre = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('error', () => undefined);
    request.on('end', () => {
      arrived.push(body);
      answer.setHeader('content-type', 'application/json');
      answer.end(JSON.stringify({ got: body }));
    });
  });
  centre.listen(0, '127.0.0.1');
  await once(centre, 'listening');
  const { port } = centre.address() as AddressInfo;
  line = await FaultyLine.start(port, new SeededRandom(4), (fault) => happened.push(fault));
});

afterEach(async () => {
  await line.stop();
  centre.closeAllConnections();
  centre.close();
});

async function push(body: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(`${line.origin}/api/sync/push`, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(1500),
  });
  return { status: answer.status, text: await answer.text() };
}

describe('the line of a chaos run', () => {
  it('passes everything on while it is well', async () => {
    expect(await push('one')).toEqual({ status: 200, text: '{"got":"one"}' });
    expect(arrived).toEqual(['one']);
    expect(happened).toEqual([]);
  });

  it('can be cut, answered by another page or by a gateway, and restored', async () => {
    line.cut();
    await expect(push('lost')).rejects.toThrow();
    line.answerInstead('captive-portal');
    const page = await push('lost');
    expect(page.status).toBe(200);
    expect(page.text).toContain('<!doctype html>');
    line.answerInstead('gateway-errors');
    expect([502, 503, 504]).toContain((await push('lost')).status);
    line.restore();
    expect((await push('two')).text).toBe('{"got":"two"}');
    expect(arrived).toEqual(['two']);
  });

  it('does every fault of a request, loses some, brings some twice, and changes none', async () => {
    line.breakRequests(1);
    const sent: string[] = [];
    while (new Set(happened).size < REQUEST_FAULTS.length && sent.length < 400) {
      const bodies = Array.from({ length: 20 }, (_, place) => `operation ${sent.length + place}`);
      sent.push(...bodies);
      await Promise.allSettled(bodies.map((body) => push(body)));
    }
    line.heal();
    expect(new Set(happened)).toEqual(new Set(REQUEST_FAULTS));
    const known = new Set(sent);
    expect(arrived.every((body) => known.has(body))).toBe(true);
    expect(new Set(arrived).size).toBeLessThan(known.size);
    expect(new Set(arrived).size).toBeLessThan(arrived.length);
  });
});
