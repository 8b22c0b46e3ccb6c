import { beforeEach, describe, expect, it } from 'vitest';
import { Exchange } from '#renderer/sync/exchange.ts';
import { PushRequest } from '#shared/protocol/push.ts';
import { MemoryLedger, unsentOperation } from '#test/support/memory-ledger.ts';
import { sampleId } from '#test/support/sample-operations.ts';
import { jsonAnswer, problemAnswer, TinyCentre } from '#test/support/tiny-centre.ts';
import { VirtualTime } from '#test/support/virtual-time.ts';

const HOUR = 3_600_000;
const NOTHING_RECEIVED = { contiguousN: 0, gaps: [] };
const never = new AbortController().signal;
const numbers = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, place) => first + place);

describe('an exchange', () => {
  let time: VirtualTime;
  let ledger: MemoryLedger;
  let centre: TinyCentre;
  let exchange: Exchange;

  beforeEach(() => {
    time = new VirtualTime();
    ledger = new MemoryLedger();
    centre = new TinyCentre(time);
    exchange = new Exchange(centre, ledger, time);
    // A counter that has exchanged before; what a new one does has tests of its own.
    ledger.epoch = centre.epoch;
  });

  const sizes = (): number[] => centre.pushes().map(({ length }) => length);

  it('[SE1] [SE2] sends all that is unsent in its order, 200 in a push, and then asks for news', async () => {
    ledger.save(...numbers(1, 450).map((index) => unsentOperation(index)));
    await exchange.run(never);
    expect(centre.heard.map(({ path }) => path)).toEqual([
      '/api/sync/push',
      '/api/sync/push',
      '/api/sync/push',
      '/api/sync/pull',
      `/api/reference/catalogue/${centre.reference.catalogue}`,
    ]);
    expect(sizes()).toEqual([200, 200, 50]);
    expect([...centre.taken.keys()]).toEqual(numbers(1, 450).map(sampleId));
    expect(ledger.unsentIds()).toEqual([]);
  });

  it('[SE1] sends the exact texts, and what is saved meanwhile as well', async () => {
    const first = unsentOperation(1, { payload: '{"ē": "🙂",  "spaced":1}' });
    ledger.save(first);
    centre.trouble = ({ path }) => {
      if (path === '/api/sync/push' && ledger.operations.length === 1) ledger.save(unsentOperation(2));
      return undefined;
    };
    await exchange.run(never);
    const { header, salt, payload, digest } = first;
    expect(centre.taken.get(first.opId)).toEqual({ header, salt, payload, digest });
    expect(sizes()).toEqual([1, 1]);
    expect(ledger.unsentIds()).toEqual([]);
  });

  it('[SE2] cuts a push at 512 Ki characters, and lets a longer operation go alone', async () => {
    const long = (characters: number): string => JSON.stringify('x'.repeat(characters));
    ledger.save(
      unsentOperation(1, { payload: long(300_000) }),
      unsentOperation(2, { payload: long(200_000) }),
      unsentOperation(3, { payload: long(100_000) }),
      unsentOperation(4, { payload: long(900_000) }),
      unsentOperation(5),
    );
    await exchange.run(never);
    expect(sizes()).toEqual([2, 1, 1, 1]);
    for (const { body } of centre.requestsTo('/api/sync/push')) {
      const { operations } = PushRequest.parse(body);
      const characters = operations.reduce((sum, one) => sum + one.header.length + one.payload.length, 0);
      if (operations.length > 1) expect(characters).toBeLessThanOrEqual(512 * 1024);
    }
  });

  it('[SE3] halves a push that is too large, and doubles it again with each that succeeds', async () => {
    ledger.save(...numbers(1, 500).map((index) => unsentOperation(index)));
    centre.trouble = ({ path, body }) => {
      if (path !== '/api/sync/push') return undefined;
      return PushRequest.parse(body).operations.length > 60 ? problemAnswer('body-too-large') : undefined;
    };
    await exchange.run(never);
    expect(sizes().slice(0, 9)).toEqual([200, 100, 50, 100, 50, 100, 50, 100, 50]);
    expect(ledger.unsentIds()).toEqual([]);
    expect(exchange.asideCount).toBe(0);
  });

  it('[SE4] a lost answer leaves everything unsent, and sending it again brings the verdicts', async () => {
    ledger.save(unsentOperation(1), unsentOperation(2));
    centre.trouble = () => 'answer-lost';
    await expect(exchange.run(never)).rejects.toMatchObject({ failure: 'unreachable' });
    expect(ledger.unsentIds()).toHaveLength(2);
    expect(centre.taken.size).toBe(2);

    centre.trouble = () => undefined;
    await exchange.run(never);
    expect(ledger.unsentIds()).toEqual([]);
    expect(centre.taken.size).toBe(2);
  });

  it('[SE8] an answer without a verdict for each, in their order, is a fault of the centre', async () => {
    ledger.save(unsentOperation(1), unsentOperation(2));
    const [one, two, other] = [sampleId(1), sampleId(2), sampleId(3)];
    for (const ids of [[], [one], [two, one], [one, one], [one, other], [one, two, other]]) {
      centre.trouble = () =>
        jsonAnswer(200, {
          protocol: 1,
          epoch: centre.epoch,
          verdicts: ids.map((opId) => centre.verdictOn(opId)),
          received: { contiguousN: 0, gaps: [] },
          durability: 'disk',
          serverAt: time.now(),
        });
      await expect(exchange.run(never), ids.join()).rejects.toMatchObject({ failure: 'centre-defect' });
    }
    expect(ledger.unsentIds()).toEqual([one, two]);
    expect(centre.pushes()).toHaveLength(6);
  });

  it('[SE14] an answer of another shape is not the centre’s', async () => {
    ledger.save(unsentOperation(1));
    for (const body of [{}, [], null, 'ok', { protocol: 1, epoch: 'e', verdicts: [] }]) {
      centre.trouble = () => jsonAnswer(200, body);
      await expect(exchange.run(never)).rejects.toMatchObject({ failure: 'not-the-centre' });
    }
    expect(ledger.unsentIds()).toHaveLength(1);
  });

  it('[SE9] asks for news page by page, each from where the last one ended', async () => {
    centre.pages = 4;
    await exchange.run(never);
    expect(ledger.applied.map(({ spaces }) => spaces[0]?.cursor)).toEqual([1, 2, 3, 4]);
    expect(centre.requestsTo('/api/sync/pull').map(({ body }) => body)).toMatchObject([
      { epoch: centre.epoch, cursors: {} },
      { cursors: { 'office:smiltene': 1 } },
      { cursors: { 'office:smiltene': 2 } },
      { cursors: { 'office:smiltene': 3 } },
    ]);
  });

  it('[SE9] a page that promises more without going on ends the exchange', async () => {
    ledger.cursors = { 'office:smiltene': 7 } as typeof ledger.cursors;
    centre.trouble = ({ path }) =>
      path === '/api/sync/pull'
        ? jsonAnswer(200, {
            protocol: 1,
            epoch: centre.epoch,
            rewound: false,
            spaces: [{ space: 'office:smiltene', cursor: 7, more: true, changes: [] }],
            verdicts: [],
            reference: centre.reference,
            serverAt: time.now(),
          })
        : undefined;
    await expect(exchange.run(never)).rejects.toMatchObject({ failure: 'centre-defect' });
    expect(centre.requestsTo('/api/sync/pull')).toHaveLength(1);
  });

  it('[SE1] news brings verdicts that changed since', async () => {
    ledger.save(unsentOperation(1));
    centre.verdict = { outcome: 'waiting', waitsFor: [sampleId(9)] };
    await exchange.run(never);
    expect(ledger.answered.get(sampleId(1))?.verdict.outcome).toBe('waiting');
    centre.verdict = { outcome: 'applied', version: 2 };
    centre.news = [centre.verdictOn(sampleId(1))];
    await exchange.run(never);
    expect(ledger.answered.get(sampleId(1))?.verdict).toEqual({ outcome: 'applied', version: 2 });
  });

  describe.each(['rewound', 'another epoch'])('a centre that is %s', (kind) => {
    const restore = (): void => {
      if (kind === 'rewound') centre.rewound = true;
      else centre.epoch = 'epoch-2';
      centre.taken.clear();
    };

    it('[SE10] is offered everything again, and asked from the beginning, in the same exchange', async () => {
      ledger.save(unsentOperation(1), unsentOperation(2));
      await exchange.run(never);
      restore();
      await exchange.run(never);
      expect([...centre.taken.keys()]).toEqual([sampleId(1), sampleId(2)]);
      expect(ledger.offers).toBe(1);
      expect(ledger.unsentIds()).toEqual([]);
      expect(ledger.epoch).toBe(centre.epoch);
      expect(centre.requestsTo('/api/sync/pull').at(-1)?.body).toMatchObject({
        epoch: null,
        cursors: {},
      });
      await exchange.run(never);
      expect(ledger.offers).toBe(1);
    });
  });

  it('[SE10] one that is another at every answer is at fault, and not asked without end', async () => {
    ledger.save(unsentOperation(1));
    centre.trouble = () => {
      centre.epoch = `${centre.epoch}'`;
      return undefined;
    };
    await expect(exchange.run(never)).rejects.toMatchObject({ failure: 'centre-defect' });
    expect(centre.heard.length).toBeLessThan(6);
  });

  it('[SE11] a counter without an epoch offers everything first, and not again once news has told it one', async () => {
    ledger.epoch = null;
    ledger.save(unsentOperation(1), unsentOperation(2));
    for (const opId of ledger.unsentIds()) ledger.answered.set(opId, centre.verdictOn(opId));
    let hasPulled = false;
    centre.trouble = ({ path }) => (path === '/api/sync/pull' && !hasPulled ? 'no-connection' : undefined);
    await expect(exchange.run(never)).rejects.toMatchObject({ failure: 'unreachable' });
    expect(centre.pushes()).toEqual([[sampleId(1), sampleId(2)]]);
    // The line broke before the news came: by then the centre may have been restored, and nothing would show it.
    hasPulled = true;
    await exchange.run(never);
    expect(centre.pushes()).toHaveLength(2);
    await exchange.run(never);
    expect(centre.pushes()).toHaveLength(2);
    expect(ledger.offers).toBe(2);
  });

  it('[SE10] [SE11] a centre that begins another life between the first push and the first news is offered everything', async () => {
    ledger.epoch = null;
    ledger.save(unsentOperation(1));
    centre.trouble = ({ path }) => {
      if (path === '/api/sync/pull' && centre.epoch === 'epoch-1') {
        centre.epoch = 'epoch-2';
        centre.taken.clear();
      }
      return undefined;
    };
    await exchange.run(never);
    expect([...centre.taken.keys()]).toEqual([sampleId(1)]);
    expect(ledger.epoch).toBe('epoch-2');
  });

  describe('a centre that was restored and has caught up since', () => {
    const forget = (...indexes: readonly number[]): void => {
      for (const index of indexes) centre.taken.delete(sampleId(index));
    };

    beforeEach(async () => {
      ledger.save(...numbers(1, 4).map((index) => unsentOperation(index)));
      await exchange.run(never);
      ledger.cursors = { 'office:smiltene': 1 } as typeof ledger.cursors;
    });

    it.each([
      ['the last', [4]],
      ['the last ones', [3, 4]],
      ['some in the middle', [2]],
      ['the first', [1]],
      ['all', [1, 2, 3, 4]],
    ])('[SE26] and lacks %s of what it had answered is offered everything again', async (_what, lacked) => {
      forget(...lacked);
      ledger.save(unsentOperation(5));
      await exchange.run(never);
      expect([...centre.taken.keys()].sort()).toEqual(numbers(1, 5).map(sampleId));
      expect(ledger.offers).toBe(1);
      expect(ledger.unsentIds()).toEqual([]);
      expect(centre.requestsTo('/api/sync/pull').at(-1)?.body).toMatchObject({ cursors: {} });
      await exchange.run(never);
      expect(ledger.offers).toBe(1);
    });

    it('[SE26] and has all of it is not', async () => {
      ledger.save(unsentOperation(5));
      await exchange.run(never);
      expect(centre.pushes()).toEqual([numbers(1, 4).map(sampleId), [sampleId(5)]]);
      expect(ledger.offers).toBe(0);
    });

    it('[SE26] and says so again behind the offer is not offered it without end', async () => {
      const answer = centre.send.bind(centre);
      centre.send = async (request) => {
        const given = await answer(request);
        if (request.path !== '/api/sync/push') return given;
        return { ...given, text: JSON.stringify({ ...JSON.parse(given.text), received: NOTHING_RECEIVED }) };
      };
      ledger.save(unsentOperation(5));
      await exchange.run(never);
      expect(ledger.offers).toBe(1);
      expect(ledger.unsentIds()).toEqual([]);
      expect(ledger.applied).toHaveLength(2);
    });

    it('[SE27] is found out by a counter with nothing to send, at its start and once an hour', async () => {
      forget(3);
      const started = new Exchange(centre, ledger, time);
      await started.run(never);
      expect(centre.pushes().slice(1)).toEqual([[], numbers(1, 4).map(sampleId)]);
      expect(centre.taken.size).toBe(4);
      forget(4);
      await time.pass(HOUR - 1);
      await started.run(never);
      expect(centre.taken.size).toBe(3);
      await time.pass(1);
      await started.run(never);
      expect(centre.taken.size).toBe(4);
    });
  });

  it('[SE12] a version that cannot be had fails the exchange only behind the news', async () => {
    centre.pages = 3;
    centre.trouble = ({ path }) =>
      path.startsWith('/api/reference/') ? problemAnswer('not-found') : undefined;
    await expect(exchange.run(never)).rejects.toMatchObject({ failure: 'not-readable' });
    expect(ledger.applied.map(({ spaces }) => spaces[0]?.cursor)).toEqual([1, 2, 3]);
    expect(ledger.kept).toEqual([]);
    centre.trouble = () => undefined;
    await exchange.run(never);
    expect(ledger.kept).toEqual([centre.reference]);
  });

  it('[SE13] measures the centre’s clock with half of the round trip', async () => {
    const device = { now: () => time.now(), monotonicMilliseconds: () => time.monotonicMilliseconds() };
    const slow = new Exchange(
      {
        // The centre's clock is the virtual time; the device's is ahead by what the way back takes.
        send: async (request) => {
          await time.pass(100);
          const answer = await centre.send(request);
          await time.pass(300);
          return answer;
        },
        stream: () => Promise.reject(new Error('not asked here')),
      },
      ledger,
      device,
    );
    await slow.run(never);
    expect(ledger.offsets[0]).toEqual({ offsetMilliseconds: -100, uncertaintyMilliseconds: 200 });
  });

  it('[SE21] an answer that comes after the end is not taken', async () => {
    ledger.save(unsentOperation(1));
    const stop = new AbortController();
    centre.trouble = () => {
      stop.abort();
      return undefined;
    };
    await expect(exchange.run(stop.signal)).rejects.toMatchObject({ failure: 'unreachable' });
    expect(centre.taken.size).toBe(1);
    expect(ledger.unsentIds()).toHaveLength(1);
    expect(ledger.applied).toEqual([]);
  });
});
