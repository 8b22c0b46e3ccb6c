import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { portEndOf } from '#renderer/platform/port-end.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { CallFailed } from '#shared/bridge/port-calls.ts';
import { Settings, type SettingsChange } from '#shared/bridge/settings.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { openStorage } from '#test/support/open-storage.ts';
import { sampleContent } from '#test/support/sample-files.ts';
import { operationsIn, sampleId, sampleIdentity, sampleOperation } from '#test/support/sample-operations.ts';

/** A shell on storage of its own, empty at first. */
export interface BridgeBed {
  /** Opens a window, after the program was started anew. Whatever an earlier window had open is given back. */
  open(): Promise<Bridge<MessagePort>>;
  /** Puts `text` in the place of the stored settings. */
  spoilSettings(text: string): Promise<void>;
  /** What was set aside under a name. */
  findSetAside(name: string): Promise<string | undefined>;
  /** Chooses the scanner folder as the system's own window would; undefined where there is none to choose. */
  readonly scanFolder?: string;
  dispose(): Promise<void>;
}

const DEFAULTS = Settings.parse({});

/** What a window may expect of its shell, whatever it is (`docs/desktop.md`). */
export function bridgeContract(
  name: string,
  kind: 'desktop' | 'browser',
  makeBed: () => Promise<BridgeBed>,
): void {
  describe(`shell: ${name}`, () => {
    let bed: BridgeBed;
    let bridge: Bridge<MessagePort>;

    beforeEach(async () => {
      bed = await makeBed();
      bridge = await bed.open();
    });

    afterEach(() => bed.dispose());

    async function openJournal(): Promise<JournalPort> {
      const grant = await bridge.openJournal();
      if (grant.outcome !== 'opened') return expect.fail(grant.outcome);
      return (await openStorage(portEndOf(grant.port))).journal;
    }

    it('[DT8] says what kind of shell it is', async () => {
      const { kind: told, version } = await bridge.describePlatform(null);
      expect(told).toBe(kind);
      expect(version).not.toBe('');
    });

    it('[DT8] lists printers by name', async () => {
      const printers = await bridge.listPrinters(null);
      expect(printers.map((printer) => printer.name)).toEqual(kind === 'desktop' ? ['Lobby'] : []);
    });

    it('[AT35] tells of the scanner folder, or that it has none', async () => {
      if (kind === 'browser') {
        expect(await bridge.lookForScans(null)).toEqual({ kind: 'not-offered' });
        expect(await bridge.chooseScanFolder(null)).toEqual({ kind: 'not-offered' });
        await expect(bridge.readScan('izziņa.pdf')).rejects.toThrow(CallFailed);
        return;
      }
      expect(await bridge.lookForScans(null)).toEqual({ kind: 'none' });
      const watched = { kind: 'watched', folder: bed.scanFolder, scans: [] };
      expect(await bridge.chooseScanFolder(null)).toEqual(watched);
      bridge = await bed.open();
      expect(await bridge.lookForScans(null)).toEqual(watched);
      expect(await bridge.forgetScanFolder(null)).toEqual({ kind: 'none' });
      expect((await bridge.readSettings(null)).settings.scanFolder).toBeNull();
    });

    it('[AT32] a page names no scanner folder and no file outside of it', async () => {
      await bridge.changeSettings({ scanFolder: '/' } as SettingsChange);
      expect((await bridge.readSettings(null)).settings.scanFolder).toBeNull();
      for (const name of ['../settings.json', '..', '/etc/passwd', 'a\\b', '']) {
        await expect(bridge.readScan(name)).rejects.toThrow(CallFailed);
      }
    });

    it('[DT11] has defaults at first', async () => {
      expect(await bridge.readSettings(null)).toEqual({ settings: DEFAULTS, setAside: null });
    });

    it('[DT14] a change keeps the rest, is answered, and is there after a new start', async () => {
      const workplace = { office: 'smiltene', counter: 'SMI-1' };
      await bridge.changeSettings({ workplace });
      const answer = await bridge.changeSettings({ language: 'en', printers: { receipt: 'Lobby' } });
      const settings = { ...DEFAULTS, workplace, language: 'en', printers: { receipt: 'Lobby' } };
      expect(answer).toEqual({ settings, setAside: null });
      expect(await bridge.readSettings(null)).toEqual(answer);
      bridge = await bed.open();
      expect(await bridge.readSettings(null)).toEqual(answer);
    });

    it('[DT14] a member without a value changes nothing', async () => {
      const change = { language: undefined, zoomPercent: 150 } as unknown as SettingsChange;
      expect((await bridge.changeSettings(change)).settings).toEqual({ ...DEFAULTS, zoomPercent: 150 });
    });

    const REFUSED: Record<string, unknown> = {
      'another language': { language: 'de' },
      'a centre without encryption': { centre: 'http://centre.example' },
      'a centre with a path': { centre: 'https://centre.example/api' },
      'a wrong member among right ones': { language: 'en', zoomPercent: 9000 },
      'no object': 'en',
    };
    for (const [what, input] of Object.entries(REFUSED)) {
      it(`[DT8] refuses ${what} and changes nothing`, async () => {
        await expect(bridge.changeSettings(input as SettingsChange)).rejects.toThrow(CallFailed);
        expect((await bridge.readSettings(null)).settings).toEqual(DEFAULTS);
        bridge = await bed.open();
        expect((await bridge.readSettings(null)).settings).toEqual(DEFAULTS);
      });
    }

    it('[DT14] a window’s place is not for the window to change', async () => {
      const window = { ...DEFAULTS.window, width: 1500 };
      await bridge.changeSettings({ window } as SettingsChange);
      expect((await bridge.readSettings(null)).settings.window).toEqual(DEFAULTS.window);
    });

    it('[DT12] settings that cannot be read are set aside, told until a person has read of it', async () => {
      await bed.spoilSettings('{"language":"en","centre":');
      bridge = await bed.open();
      const { settings, setAside } = await bridge.readSettings(null);
      expect(settings).toEqual(DEFAULTS);
      if (setAside === null) return expect.fail('nothing set aside');
      expect(await bed.findSetAside(setAside)).toBe('{"language":"en","centre":');
      await bridge.changeSettings({ language: 'en' });
      bridge = await bed.open();
      expect(await bridge.readSettings(null)).toEqual({
        settings: { ...DEFAULTS, language: 'en' },
        setAside,
      });
      expect(await bridge.acknowledgeSetAside(null)).toBeNull();
      bridge = await bed.open();
      expect((await bridge.readSettings(null)).setAside).toBeNull();
      expect(await bed.findSetAside(setAside)).toBe('{"language":"en","centre":');
    });

    it('[DT9] hands out a journal that keeps what it answered', async () => {
      let journal = await openJournal();
      expect(await journal.enrol(sampleIdentity)).toBe('enrolled');
      expect(await journal.appendOperation(sampleOperation(1))).toMatchObject({ outcome: 'saved' });
      bridge = await bed.open();
      journal = await openJournal();
      expect(await journal.appendOperation(sampleOperation(2))).toMatchObject({ outcome: 'saved' });
      expect(operationsIn(await journal.read(0, 100)).map(({ header }) => header.n)).toEqual([1, 2]);
    });

    it('[DT9] [AT8] hands out with it a shelf for files, which keeps what it answered', async () => {
      const openShelf = async () => {
        const grant = await bridge.openJournal();
        if (grant.outcome !== 'opened') return expect.fail(grant.outcome);
        return (await openStorage(portEndOf(grant.port))).shelf;
      };
      const content = sampleContent(1_000_000);
      expect(await (await openShelf()).keep(sampleId(1), content, 'note')).toBe('kept');
      bridge = await bed.open();
      const shelf = await openShelf();
      expect(await shelf.list()).toEqual([{ id: sampleId(1), note: 'note' }]);
      expect(await shelf.find(sampleId(1))).toEqual(content);
      expect(await shelf.findFreeBytes()).toBeGreaterThan(0);
    });

    it('[DT9] a window that asks twice at once gets a journal each time', async () => {
      const grants = await Promise.all([bridge.openJournal(), bridge.openJournal()]);
      expect(grants.map(({ outcome }) => outcome)).toEqual(['opened', 'opened']);
      const last = grants[1];
      if (last?.outcome !== 'opened') return expect.fail('not opened');
      const { journal } = await openStorage(portEndOf(last.port));
      expect((await journal.status()).lastN).toBe(0);
    });

    it('[DT9] a call outside of the contract is refused at the port', async () => {
      const grant = await bridge.openJournal();
      if (grant.outcome !== 'opened') return expect.fail(grant.outcome);
      const answer = new Promise((resolve) => portEndOf(grant.port).onMessage(resolve));
      grant.port.postMessage({ kind: 'call', id: 1, name: 'constructor', input: null });
      expect(await answer).toMatchObject({ id: 1, outcome: 'failed' });
    });
  });
}
