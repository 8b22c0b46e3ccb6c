import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '#central/settings/settings.ts';

describe('the settings of the environment', () => {
  it('have a default for everything', () => {
    expect(parseSettings({})).toEqual({
      ok: true,
      value: {
        dataFolder: path.resolve('.klatiene'),
        filesFolder: path.resolve('.klatiene', 'files'),
        port: 4710,
        isHeadless: false,
        databaseUrl: undefined,
        origins: [],
        isBehindProxy: false,
        mail: undefined,
      },
    });
  });

  it('read each variable, and take an empty one as not set', () => {
    const settings = parseSettings({
      KLATIENE_DATA: '/srv/klatiene',
      KLATIENE_FILES: '/srv/files',
      KLATIENE_PORT: ' 8080 ',
      KLATIENE_HEADLESS: '1',
      DATABASE_URL: '',
      KLATIENE_ORIGINS: 'https://a.example.org, app://other,',
      KLATIENE_PROXY: '1',
      KLATIENE_SMTP_URL: 'smtp://user:secret@mail.example.org:587',
      KLATIENE_MAIL_FROM: 'Klātiene <centre@klatiene.example>',
    });
    expect(settings).toEqual({
      ok: true,
      value: {
        dataFolder: '/srv/klatiene',
        filesFolder: '/srv/files',
        port: 8080,
        isHeadless: true,
        databaseUrl: undefined,
        origins: ['https://a.example.org', 'app://other'],
        isBehindProxy: true,
        mail: {
          smtpUrl: 'smtp://user:secret@mail.example.org:587',
          from: { name: 'Klātiene', address: 'centre@klatiene.example' },
        },
      },
    });
  });

  it.each([
    ['KLATIENE_PORT', '0'],
    ['KLATIENE_PORT', '65536'],
    ['KLATIENE_PORT', '4710x'],
    ['KLATIENE_PORT', '-1'],
    ['KLATIENE_HEADLESS', 'yes'],
    ['DATABASE_URL', 'mysql://secret@host/db'],
    ['DATABASE_URL', 'secret'],
    ['KLATIENE_PROXY', 'yes'],
    ['KLATIENE_SMTP_URL', 'secret'],
    ['KLATIENE_SMTP_URL', 'https://secret@mail.example.org'],
    ['KLATIENE_MAIL_FROM', 'secret'],
    ['KLATIENE_MAIL_FROM', 'Centrs <secret>'],
    ['KLATIENE_MAIL_FROM', 'a@b.example\nBcc: secret@c.example'],
    ['KLATIENE_ORIGINS', '*'],
    ['KLATIENE_ORIGINS', 'https://a.example.org/path'],
    ['KLATIENE_ORIGINS', 'a.example.org'],
  ])('refuse %s = %s with a sentence that names the variable and not its value', (name, value) => {
    const settings = parseSettings({ [name]: value });
    if (settings.ok) throw new Error('accepted');
    expect(settings.problem).toHaveLength(1);
    expect(settings.problem[0]).toMatch(new RegExp(`^${name} must .+\\.$`));
    if (value.includes('secret')) expect(settings.problem[0]).not.toContain('secret');
  });

  it('take the forms of a PostgreSQL address', () => {
    for (const url of [
      'postgres://u:p@h:5432/d',
      'postgresql://h/d',
      'postgresql:///d?host=/run/postgresql',
    ]) {
      expect(parseSettings({ DATABASE_URL: url })).toMatchObject({ ok: true, value: { databaseUrl: url } });
    }
  });
});
