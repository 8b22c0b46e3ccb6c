import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Printable, PrintPreview } from '#renderer/features/prints/print-preview.tsx';
import { startTexts } from '#renderer/i18n/texts.ts';
import type { Letter } from '#shared/letters/letter.ts';

// What is typed into a request may look like anything; in the preview and on paper it is text.
const TYPED = '<img src=x onerror="document.title=1"> {service} &amp; «ķēniņš»\nnākamā rinda';

const printable: Printable = {
  kind: 'decision',
  make: ({ language }): Letter => ({
    kind: 'decision',
    language,
    paper: 'a4',
    sender: [TYPED],
    title: language === 'lv' ? 'Lēmums' : 'Decision',
    mark: null,
    blocks: [
      { kind: 'paragraph', text: TYPED },
      { kind: 'rows', rows: [{ term: TYPED, value: TYPED }] },
      { kind: 'list', items: [TYPED, TYPED] },
      { kind: 'checklist', items: [{ text: TYPED, isDone: true }] },
      { kind: 'notice', tone: 'draft', text: TYPED },
      { kind: 'signature', of: TYPED, name: TYPED },
    ],
    foot: TYPED,
  }),
};

let root: Root | undefined;

async function open(firstLanguage: 'lv' | 'en'): Promise<void> {
  const texts = await startTexts('lv');
  const place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  const preview = createElement(PrintPreview, { printable, firstLanguage, onClose: () => undefined });
  const themed = createElement(MantineProvider, null, preview);
  root.render(createElement(I18nextProvider, { i18n: texts }, themed));
  await vi.waitUntil(() => letters().length === 2);
}

/** The letter in the preview, and the one that is printed. */
function letters(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.k-letter')];
}

afterEach(() => root?.unmount());

describe('the preview of a letter', () => {
  it('[LT1] shows and prints what was typed as text', async () => {
    await open('lv');
    for (const letter of letters()) {
      expect(letter.querySelector('img')).toBeNull();
      expect(letter.querySelectorAll('p')[0]?.textContent).toBe(TYPED);
      expect(letter.textContent.split(TYPED).length - 1).toBe(10);
    }
  });

  it('[LT14] opens in the language of the applicant and goes to the other one', async () => {
    await open('en');
    expect(letters().map(({ lang }) => lang)).toEqual(['en', 'en']);
    document.querySelector<HTMLInputElement>('input[type="radio"][value="lv"]')?.click();
    await vi.waitUntil(() => letters().every(({ lang }) => lang === 'lv'));
    expect(letters().map((letter) => letter.querySelector('h2')?.textContent)).toEqual(['Lēmums', 'Lēmums']);
  });
});
