import { expect } from '@playwright/test';
import { FIXTURE_PAGE, readHappened, test } from './fixture-application.ts';

test.describe('between preload and page', () => {
  test('an exposed object is copied, frozen and can be called', async ({ running: { page } }) => {
    const seen = await page.evaluate(() => {
      const heard: string[] = [];
      bridge.callBack((text) => heard.push(text));
      return {
        heard,
        argument: bridge.argument,
        nested: bridge.nested,
        isFrozen: Object.isFrozen(bridge) && Object.isFrozen(bridge.nested.list),
        echoed: toText(bridge.echo([1, new Map([['key', new Uint8Array([1, 2])]]), undefined])),
        same: toText([1, new Map([['key', new Uint8Array([1, 2])]]), undefined]),
        descriptor: Object.getOwnPropertyDescriptor(window, 'bridge')?.writable,
      };
    });
    expect(seen).toEqual({
      heard: ['from the preload'],
      argument: '--fixture=yes',
      nested: { list: [1, 'two'], nothing: null },
      isFrozen: true,
      echoed: seen.same,
      same: seen.same,
      descriptor: false,
    });
  });

  test('errors cross with their text, symbols do not cross', async ({ running: { page } }) => {
    const messages = await page.evaluate(() =>
      [
        () => bridge.fail(),
        () => bridge.giveSymbol(),
        () => bridge.echo(Symbol('never crosses')),
        () => bridge.echo(new WeakMap()),
      ].map((call) => {
        try {
          call();
          return 'no error';
        } catch (error) {
          return (error as Error).message;
        }
      }),
    );
    expect(messages.slice(0, 3)).toEqual([
      'thrown in the preload',
      'An object could not be cloned.',
      'An object could not be cloned.',
    ]);
    expect(messages[3]).toContain('could not be cloned');
  });

  test('the page sees nothing of Electron and nothing of the other world', async ({ running: { page } }) => {
    const globals = await page.evaluate(() =>
      ['require', 'process', 'electronStandinPost', 'electronStandinDeliver', 'makeWireCodec'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(globals).toEqual([]);
  });

  test('a frame inside the page has no preload', async ({ running: { page } }) => {
    const frame = page.frame({ url: /frame\.html$/ });
    await frame?.waitForLoadState();
    expect(await frame?.evaluate(() => ['bridge' in globalThis, document.title])).toEqual([
      false,
      'Frame inside',
    ]);
  });
});

test.describe('between preload and main', () => {
  test('invoke carries every kind of value both ways', async ({ running: { page } }) => {
    const { sent, returned } = await page.evaluate(async () => ({
      sent: makeValues().map((value) => toText(value)),
      returned: await Promise.all(
        makeValues().map(async (value) => toText(await bridge.invoke('echo', value))),
      ),
    }));
    // The context bridge keeps an error's text, not its kind.
    expect(returned).toEqual(sent.map((text) => text.replace('RangeError', 'Error')));
    expect(returned).toHaveLength(19);
  });

  test('a failing handler and a missing one reject', async ({ running: { page } }) => {
    const [failed, missing] = await page.evaluate(async () =>
      Promise.all(
        ['fail', 'nobody'].map((channel) => bridge.invoke(channel).catch((error: Error) => error.message)),
      ),
    );
    expect(failed).toBe("Error invoking remote method 'fail': TypeError: refused by the fixture");
    expect(missing).toBe("Error invoking remote method 'nobody': Error: No handler registered for 'nobody'");
  });

  test('a handler sees the address of the sender as the application knows it', async ({
    running: { page },
  }) => {
    const ask = () => page.evaluate(() => bridge.invoke('sender'));
    expect(await ask()).toEqual({ url: FIXTURE_PAGE, isMainFrame: true });
    await page.evaluate(() => history.pushState(null, '', '/deep/link?x=1#part'));
    expect(await ask()).toEqual({ url: 'app://fixture/deep/link?x=1#part', isMainFrame: true });
  });

  test('send arrives and is replied to', async ({ running: { application, page } }) => {
    await page.evaluate(() => bridge.note('hello'));
    await expect.poll(() => page.evaluate(() => bridge.heard())).toEqual(['hello']);
    expect(await readHappened(application)).toEqual(['hello']);
  });
});
