import '#shared/kernel/zod-jitless.ts';
import '@mantine/core/styles.css';
import './app/tokens.css';
import './app/layout.css';
import './app/files.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createBrowserHistory, RouterProvider } from '@tanstack/react-router';
import * as Comlink from 'comlink';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { LanguageFollower } from './app/language-follower.tsx';
import { keepOfflineCopy } from './app/new-version.ts';
import { makeRouter } from './app/router.tsx';
import { ScreenBoundary } from './app/screen-boundary.tsx';
import { connectJournal, startCounter } from './app/start-counter.ts';
import { theme } from './app/theme.ts';
import { ZoomFollower } from './app/zoom-follower.tsx';
import { AppProvider } from './context/app-context.tsx';
import { findKeptSession } from './context/kept-session.ts';
import type { CounterStatus } from './counter/counter-api.ts';
import { startTexts } from './i18n/texts.ts';
import { keepInstallOffer } from './platform/install-offer.ts';
import { getPlatform } from './platform/platform.ts';

/** Starts the application: shell, counter, texts, and then the first screen. */
async function start(): Promise<void> {
  // The browser offers this once, as soon as it knows the page.
  keepInstallOffer();
  const bridge = getPlatform();
  const platform = await bridge.describePlatform(null);
  const settings = await bridge.readSettings(null);
  const centreOrigin = platform.kind === 'desktop' ? settings.settings.centre : '';
  const texts = await startTexts(settings.settings.language);
  const counter = startCounter(platform, centreOrigin);
  const session = await findKeptSession();
  await counter.resume(session);
  void connectJournal(bridge, counter);
  bridge.onJournalTaken(() => location.reload());
  const status = await new Promise<CounterStatus>((resolve) => {
    void counter.watchStatus(Comlink.proxy(resolve)).then((end) => end());
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: true } } });
  const place = document.getElementById('root');
  if (place === null) throw new Error('the page has no place for the application');
  createRoot(place).render(
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <MantineProvider theme={theme} defaultColorScheme="auto">
          <ScreenBoundary>
            <QueryClientProvider client={queries}>
              <AppProvider
                bridge={bridge}
                platform={platform}
                centreOrigin={centreOrigin}
                counter={counter}
                firstStatus={status}
                firstSession={session}
                firstSettings={settings}
              >
                <LanguageFollower />
                <ZoomFollower />
                <RouterProvider router={makeRouter(createBrowserHistory())} />
              </AppProvider>
            </QueryClientProvider>
          </ScreenBoundary>
        </MantineProvider>
      </I18nextProvider>
    </StrictMode>,
  );
  if (platform.kind === 'browser' && 'serviceWorker' in navigator) await keepOfflineCopy();
}

void start();
