import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type DesktopSystem, findDesktop, openDesktop } from '#central/commands/desktop.ts';
import { Settings } from '#shared/bridge/settings.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'klatiene-desktop-'));
afterAll(() => rmSync(folder, { recursive: true }));

const linux: DesktopSystem = {
  platform: 'linux',
  environment: { DISPLAY: ':0' },
  isRoot: false,
  exists: () => true,
};

describe('the desktop window', () => {
  it('needs the binary, a display and an ordinary account', () => {
    expect(findDesktop(linux)).toMatchObject({
      kind: 'possible',
      binary: expect.stringMatching(/dist\/electron$/),
    });
    expect(findDesktop({ ...linux, environment: { WAYLAND_DISPLAY: 'w' } }).kind).toBe('possible');
    for (const system of [
      { ...linux, exists: () => false },
      { ...linux, environment: {} },
      { ...linux, environment: { DISPLAY: '' } },
      { ...linux, isRoot: true },
    ]) {
      expect(findDesktop(system)).toMatchObject({
        kind: 'impossible',
        reason: expect.stringMatching(/^[A-Z]/),
      });
    }
  });

  it('is found where each system and the operator put it', () => {
    const binaryOf = (system: DesktopSystem): string => {
      const place = findDesktop(system);
      return place.kind === 'possible' ? place.binary : place.reason;
    };
    expect(binaryOf({ ...linux, platform: 'darwin', environment: {} })).toMatch(
      /Electron\.app\/Contents\/MacOS\/Electron$/,
    );
    expect(binaryOf({ ...linux, platform: 'win32', environment: {} })).toMatch(/electron\.exe$/);
    const environment = { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: '/opt/other' };
    expect(binaryOf({ ...linux, environment, isRoot: true })).toBe('/opt/other/electron');
  });

  it('is told the address of the centre in settings it can read, and keeps the others', async () => {
    const file = path.join(folder, 'desktop/settings.json');
    const open = async (address: string): Promise<unknown> => {
      // Node stands in for Electron: it cannot run the folder, so it ends with a failure.
      const reason = await new Promise((resolve) =>
        openDesktop({ binary: process.execPath, dataFolder: folder, address, onFailure: resolve }),
      );
      expect(reason).toBe('The desktop window ended with a failure');
      return JSON.parse(readFileSync(file, 'utf8'));
    };
    expect(await open('http://127.0.0.1:4790/')).toEqual({ centre: 'http://127.0.0.1:4790' });
    expect(Settings.parse(JSON.parse(readFileSync(file, 'utf8'))).centre).toBe('http://127.0.0.1:4790');
    writeFileSync(file, JSON.stringify({ centre: 'http://127.0.0.1:4790', language: 'en' }));
    expect(await open('http://127.0.0.1:4791/')).toEqual({ centre: 'http://127.0.0.1:4791', language: 'en' });
  });

  it('leaves a broken settings file for the program to set aside', async () => {
    const dataFolder = path.join(folder, 'broken');
    mkdirSync(path.join(dataFolder, 'desktop'), { recursive: true });
    const file = path.join(dataFolder, 'desktop/settings.json');
    writeFileSync(file, '{broken');
    await new Promise((resolve) =>
      openDesktop({
        binary: '/no/such/binary',
        dataFolder,
        address: 'http://127.0.0.1:1/',
        onFailure: resolve,
      }),
    );
    expect(readFileSync(file, 'utf8')).toBe('{broken');
  });
});
