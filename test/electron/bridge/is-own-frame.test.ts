import { expect, it } from 'vitest';
import { isOwnFrame } from '#electron/bridge/is-own-frame.ts';

it('[DT7] a call counts only when the window’s own page makes it', () => {
  expect(isOwnFrame({ url: 'app://klatiene/queue?office=smiltene', parent: null })).toBe(true);
  expect(isOwnFrame({ url: 'app://klatiene/', parent: {} })).toBe(false);
  for (const url of [
    '',
    'about:blank',
    'https://klatiene/',
    'app://klatiene.example/',
    'app://klatienex/',
    'file:///program/index.html',
    'data:text/html,app://klatiene/',
  ]) {
    expect(isOwnFrame({ url, parent: null }), url).toBe(false);
  }
  expect(isOwnFrame(null)).toBe(false);
});
