import { expect, it } from 'vitest';
import { isPermissionGranted } from '#electron/window/guard-permissions.ts';

it('[DT5] only our own page gets a permission, and only one of the list', () => {
  const page = 'app://klatiene/queue';
  for (const permission of [
    'persistent-storage',
    'clipboard-sanitized-write',
    'local-network',
    'local-network-access',
    'loopback-network',
  ]) {
    expect(isPermissionGranted(permission, page), permission).toBe(true);
    expect(isPermissionGranted(permission, 'https://klatiene.example/'), permission).toBe(false);
    expect(isPermissionGranted(permission, 'app://klatiene.example/'), permission).toBe(false);
  }
  expect(isPermissionGranted('media', page, ['video'])).toBe(true);
  expect(isPermissionGranted('media', 'https://klatiene.example/', ['video'])).toBe(false);
  for (const kinds of [[], ['audio'], ['video', 'audio'], [undefined], ['unknown']]) {
    expect(isPermissionGranted('media', page, kinds), kinds.join()).toBe(false);
  }
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'openExternal',
    'usb',
  ]) {
    expect(isPermissionGranted(permission, page), permission).toBe(false);
  }
});
