import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoredSettings } from '#electron/settings/stored-settings.ts';
import { takeSettingsFile } from '#electron/settings/take-settings-file.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';

const NOW = new Date('2026-10-09T07:41:00.250Z');
const SET_ASIDE = 'settings.broken-2026-10-09T07-41-00.250Z.json';
const DEFAULTS = StoredSettings.parse({});

describe('the settings file', () => {
  let folder: string;
  const put = (text: string) => writeFile(join(folder, 'settings.json'), text);

  beforeEach(async () => {
    folder = await makeTemporaryFolder();
  });

  afterEach(() => removeFolder(folder));

  it('[DT11] is not needed: without one there are defaults, and nothing is made', async () => {
    expect(takeSettingsFile(folder, NOW)).toEqual(DEFAULTS);
    expect(DEFAULTS).toMatchObject({ language: 'lv', centre: 'http://127.0.0.1:4710', setAside: null });
    expect(await readdir(folder)).toEqual([]);
  });

  it('[DT11] may be of an earlier version: what it lacks has its default', async () => {
    await put('{"language":"en"}');
    expect(takeSettingsFile(folder, NOW)).toEqual({ ...DEFAULTS, language: 'en' });
  });

  const BROKEN = {
    'cut off': '{"language":"en"',
    empty: '',
    'not an object': '[]',
    'of a wrong type': '{"zoomPercent":"large"}',
    'with a centre that is no address': '{"centre":"http://centre.example"}',
    'of a later version': '{"version":2,"language":"en"}',
  };
  for (const [name, text] of Object.entries(BROKEN)) {
    it(`[DT12] ${name}: is kept under another name, and defaults take its place`, async () => {
      await put(text);
      expect(takeSettingsFile(folder, NOW)).toEqual({ ...DEFAULTS, setAside: SET_ASIDE });
      expect(await readdir(folder)).toEqual([SET_ASIDE]);
      expect(await readFile(join(folder, SET_ASIDE), 'utf8')).toBe(text);
    });
  }

  it('[DT12] that cannot be read at all is set aside too', async () => {
    await mkdir(join(folder, 'settings.json'));
    expect(takeSettingsFile(folder, NOW).setAside).toBe(SET_ASIDE);
    expect(await readdir(folder)).toEqual([SET_ASIDE]);
  });

  it('[DT12] is never given up: where it cannot be renamed, the program does not start', async () => {
    await put('{');
    // Its new name is taken by a folder, so that renaming fails for every user.
    await mkdir(join(folder, SET_ASIDE));
    expect(() => takeSettingsFile(folder, NOW)).toThrow();
    expect(await readFile(join(folder, 'settings.json'), 'utf8')).toBe('{');
  });
});
