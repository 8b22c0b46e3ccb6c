/// <reference types="vite/client" />
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '#renderer/i18n/texts.ts';

describe('the texts of the interface', () => {
  const page = { documentElement: { lang: '' } };

  beforeEach(() => vi.stubGlobal('document', page));
  afterEach(() => vi.unstubAllGlobals());

  it('are those of the language asked for, which the page says too', async () => {
    const texts = await startTexts('en');
    expect(texts.t('yes')).toBe('Yes');
    expect(page.documentElement.lang).toBe('en');
    await texts.changeLanguage('lv');
    expect(texts.t('yes')).toBe('Jā');
    expect(page.documentElement.lang).toBe('lv');
  });

  it('take values in braces as they are', async () => {
    const texts = await startTexts('lv');
    expect(texts.t('optionalLabel', { label: '<b>A & B</b>' })).toBe('<b>A & B</b> (neobligāti)');
    expect(texts.t('age.minutes', { n: 3 })).toBe('3 min');
  });

  it('are of every feature, by its name', async () => {
    const texts = await startTexts('en');
    for (const feature of ['case', 'issues', 'party', 'queue', 'registration', 'statusBar', 'sync']) {
      for (const language of ['lv', 'en'])
        expect(texts.hasResourceBundle(language, feature), feature).toBe(true);
    }
  });

  it('that are missing show their key', async () => {
    const texts = await startTexts('lv');
    expect(texts.t('queue:noSuchText')).toBe('noSuchText');
  });
});
