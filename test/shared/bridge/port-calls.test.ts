import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  CallFailed,
  callsOver,
  type HandlersOf,
  type PortEnd,
  serveCalls,
} from '#shared/bridge/port-calls.ts';
import { portPair } from '#test/support/port-pair.ts';

const CONTRACT = {
  add: { input: z.object({ a: z.int(), b: z.int() }), output: z.int() },
  shout: { input: z.string().trim(), output: z.string() },
} as const;

const HANDLERS: HandlersOf<typeof CONTRACT> = {
  add: async ({ a, b }) => {
    if (a === 13) throw new RangeError(`not with ${b}`);
    return a + b;
  },
  // Longer waits for shorter texts, so that answers come back in another order.
  shout: async (text) => {
    for (let turn = text.length; turn < 20; turn += 1) await Promise.resolve();
    return text.toUpperCase();
  },
};

const nameOf = (failure: unknown): string => (failure instanceof Error ? failure.name : 'failed');

/** Both sides of a conversation, and everything that was posted. */
function conversation(handlers = HANDLERS) {
  const [near, far] = portPair();
  const posted: unknown[] = [];
  const spied: PortEnd = {
    postMessage: (message) => {
      posted.push(message);
      far.postMessage(message);
    },
    onMessage: (listener) => far.onMessage(listener),
  };
  serveCalls(spied, CONTRACT, handlers, nameOf);
  return { calls: callsOver(near, CONTRACT), near, far, posted };
}

describe('calls over a message port', () => {
  it('[JR27] give each caller its own answer, whatever the order', async () => {
    const { calls } = conversation();
    const texts = ['a', 'bbb', 'cccccc', 'dd', ''];
    expect(await Promise.all(texts.map((text) => calls.shout(text)))).toEqual([
      'A',
      'BBB',
      'CCCCCC',
      'DD',
      '',
    ]);
    expect(await calls.add({ a: 1, b: 2 })).toBe(3);
  });

  it('[JR27] parse what arrives on either side', async () => {
    const { calls, posted } = conversation();
    expect(await calls.shout('  a ')).toBe('A');
    await expect(calls.add({ a: 1, b: 0.5 })).rejects.toThrow(new CallFailed('ZodError'));
    expect(posted.at(-1)).toMatchObject({ kind: 'answer', outcome: 'failed', reason: 'ZodError' });

    const wrong = conversation({ ...HANDLERS, add: async () => 'three' as unknown as number });
    await expect(wrong.calls.add({ a: 1, b: 2 })).rejects.toThrow(CallFailed);
  });

  it('[JR27] a failure crosses as the word that the server gives for it, without the input', async () => {
    const { calls, posted } = conversation();
    await expect(calls.add({ a: 13, b: 77_777 })).rejects.toThrow(new CallFailed('RangeError'));
    expect(JSON.stringify(posted)).not.toContain('77777');
    expect(await calls.add({ a: 1, b: 1 })).toBe(2);
  });

  it.each(['missing', 'constructor', 'toString', '__proto__'])('[JR27] %s is no call', async (name) => {
    const { near, posted } = conversation();
    near.postMessage({ kind: 'call', id: 1, name, input: null });
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(posted).toEqual([{ kind: 'answer', id: 1, outcome: 'failed', reason: 'CallFailed' }]);
  });

  it('[JR27] anything else on the port is passed over', async () => {
    const { calls, near, far, posted } = conversation();
    for (const message of [null, 'call', { kind: 'call' }, { kind: 'call', id: 'x', name: 'add' }, [1]]) {
      near.postMessage(message);
      far.postMessage(message);
      far.postMessage({ kind: 'answer', id: 999, outcome: 'done', output: 1 });
    }
    expect(await calls.add({ a: 2, b: 2 })).toBe(4);
    expect(posted).toHaveLength(1);
  });
});
