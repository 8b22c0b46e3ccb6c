import '@mantine/core/styles.css';
import '#renderer/app/tokens.css';
import '#renderer/app/layout.css';
import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { onTestFinished } from 'vitest';
import { theme } from '#renderer/app/theme.ts';
import { startTexts } from '#renderer/i18n/texts.ts';

/** Shows a part of a screen in this page, in Latvian, and takes it away when the test is over. Answers how to do so earlier. */
export async function renderScreen(part: ReactNode): Promise<() => void> {
  const texts = await startTexts('lv');
  const place = document.createElement('main');
  document.body.append(place);
  const root = createRoot(place);
  let isThere = true;
  const takeAway = (): void => {
    if (!isThere) return;
    isThere = false;
    root.unmount();
    place.remove();
  };
  onTestFinished(takeAway);
  root.render(
    <I18nextProvider i18n={texts}>
      <MantineProvider theme={theme} defaultColorScheme="light">
        {part}
      </MantineProvider>
    </I18nextProvider>,
  );
  return takeAway;
}
