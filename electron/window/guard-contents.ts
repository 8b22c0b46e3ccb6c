import { app } from 'electron';
import { APP_ADDRESS } from '#electron/protocol/app-address.ts';

/** Keeps every page of this program where it is: no navigation away, no new windows, no pages inside of pages. */
export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-frame-navigate', (event) => {
      if (!event.url.startsWith(APP_ADDRESS)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}
