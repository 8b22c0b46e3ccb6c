import { expect } from '@playwright/test';
import { readHappened, test } from './fixture-application.ts';

const FOUR_MEGABYTES = 4 * 1024 * 1024;

test('nothing arrives in main before the port is started, then everything in order', async ({
  running: { application, page },
}) => {
  await page.evaluate(async () => {
    bridge.handOver('waiting', false);
    const port = await findPort('waiting');
    for (const text of ['one', 'two', 'three']) port.postMessage(text);
    // Main has answered a later message on another way, so it has all three.
    await bridge.invoke('echo', null);
  });
  expect(await readHappened(application)).toEqual(['waiting handed over']);

  await application.evaluate(() => globalThis.fixture.ports.get('waiting')?.start());
  await expect
    .poll(() => readHappened(application))
    .toEqual([
      'waiting handed over',
      'waiting says one, ports 0',
      'waiting says two, ports 0',
      'waiting says three, ports 0',
    ]);
});

test('every kind of value survives the way to main and back', async ({ running: { application, page } }) => {
  const { sent, returned } = await page.evaluate(async () => {
    bridge.handOver('values', true);
    const received = await exchange(await findPort('values'), makeValues());
    return {
      sent: makeValues().map((value) => toText(value)),
      returned: received.map((value) => toText(value)),
    };
  });
  expect(returned).toEqual(sent);
  expect(returned).toHaveLength(19);
  const isCircular = await application.evaluate(() => {
    const last = globalThis.fixture.lastReceived as { self: unknown; shared: unknown; again: unknown };
    return last.self === last && last.shared === last.again;
  });
  expect(isCircular).toBe(true);
});

test('main receives real byte arrays, maps and buffers', async ({ running: { application, page } }) => {
  const values = [
    'new Uint8Array([1, 2])',
    'new Uint8Array([1, 2]).buffer',
    'new Map([[1n, null]])',
    '({ inner: undefined })',
  ];
  const kinds: string[] = [];
  await page.evaluate(() => bridge.handOver('kinds', true));
  for (const value of values) {
    await page.evaluate(async (code) => {
      await exchange(await findPort('kinds'), [new Function(`return ${code}`)()]);
    }, value);
    kinds.push(
      await application.evaluate(() => {
        const { inspect } = process.getBuiltinModule('node:util');
        return inspect(globalThis.fixture.lastReceived);
      }),
    );
  }
  expect(kinds).toEqual([
    'Uint8Array(2) [ 1, 2 ]',
    expect.stringMatching(/^ArrayBuffer \{.*<01 02>.*2 \}$/),
    'Map(1) { 1n => null }',
    '{ inner: undefined }',
  ]);
});

test('1,000 small messages come back in order, 4 MB of bytes come back whole', async ({
  running: { page },
}) => {
  const result = await page.evaluate(async (length) => {
    bridge.handOver('bulk', true);
    const port = await findPort('bulk');
    const numbers = Array.from({ length: 1_000 }, (_, index) => ({ index }));
    const received = (await exchange(port, numbers)) as { index: number }[];
    const bytes = makeBytes(length);
    const [fromView] = (await exchange(port, [bytes])) as [Uint8Array];
    const [fromBuffer] = (await exchange(port, [bytes.slice().buffer])) as [ArrayBuffer];
    return {
      isInOrder: received.every(({ index }, place) => index === place),
      count: received.length,
      isViewWhole: isSameBytes(bytes, fromView),
      isBufferWhole: isSameBytes(bytes, new Uint8Array(fromBuffer)),
    };
  }, FOUR_MEGABYTES);
  expect(result).toEqual({ isInOrder: true, count: 1_000, isViewWhole: true, isBufferWhole: true });
});

test('the page may pass its end on to a module worker', async ({ running: { application, page } }) => {
  const result = await page.evaluate(async () => {
    bridge.handOver('worker', true);
    return exchangeInWorker(await findPort('worker'), 1_000);
  });
  expect(result).toEqual({ isInOrder: true, isBinaryWhole: true });
  // The worker was terminated after that.
  await expect.poll(() => readHappened(application)).toContain('worker closed');
});

test('main hears when the page closes its end', async ({ running: { application, page } }) => {
  await page.evaluate(async () => {
    bridge.handOver('closing', true);
    (await findPort('closing')).close();
  });
  await expect.poll(() => readHappened(application)).toEqual(['closing handed over', 'closing closed']);
});

test('the page hears when main closes its end', async ({ running: { application, page } }) => {
  await page.evaluate(async () => {
    bridge.handOver('closing', true);
    const port = await findPort('closing');
    port.start();
    port.addEventListener('close', () => {
      document.title = 'port closed';
    });
    await exchange(port, ['ping']);
  });
  await application.evaluate(() => globalThis.fixture.ports.get('closing')?.close());
  await expect(page).toHaveTitle('port closed');
});

test('main hears when the page is reloaded, left or closed', async ({ running: { application, page } }) => {
  // Keeps main alive, so that it can be asked after its last window.
  await application.evaluate(({ app }) => app.on('window-all-closed', () => {}));
  const leavings = {
    reloaded: () => page.reload(),
    left: async () => {
      await page.evaluate(() => location.assign('/frame.html'));
      await page.waitForURL(/frame\.html$/);
    },
    closed: () => page.close(),
  };
  for (const [name, leave] of Object.entries(leavings)) {
    await page.evaluate((port) => bridge.handOver(port, true), name);
    await leave();
    await expect.poll(() => readHappened(application)).toContain(`${name} closed`);
  }
});

test('main can hand a port over to the page', async ({ running: { application, page } }) => {
  const received = await page.evaluate(async () => {
    bridge.askForPort('from main');
    return exchange(await findPort('from main'), ['ping', new Uint8Array([9])]);
  });
  expect(received).toEqual(['ping', new Uint8Array([9])]);
  expect(await readHappened(application)).toEqual(['from main handed over', 'from main says ping, ports 0']);
  await page.reload();
  await expect.poll(() => readHappened(application)).toContain('from main closed');
});

test('a port that was handed over is of no more use to the giver', async ({ running: { application } }) => {
  const message = await application.evaluate(({ MessageChannelMain, webContents }) => {
    const { port1 } = new MessageChannelMain();
    const [contents] = webContents.getAllWebContents();
    contents?.postMessage('port', 'once', [port1]);
    try {
      contents?.postMessage('port', 'twice', [port1]);
      return 'no error';
    } catch (error) {
      return (error as Error).message;
    }
  });
  expect(message).toContain('already neutered');
});
