import { expect, it } from 'vitest';
import { formatFileSize } from '#renderer/features/attachments/file-size.ts';

const MEGABYTE = 1024 * 1024;

it('[AT31] a size is rounded up, so that what is over a limit never reads as the limit', () => {
  const sizes = [1, 1024, 1025, MEGABYTE - 1, MEGABYTE, 20 * MEGABYTE, 20 * MEGABYTE + 1, 2048 * MEGABYTE];
  expect(sizes.map((bytes) => formatFileSize(bytes, 'lv'))).toEqual([
    '1 KB',
    '1 KB',
    '2 KB',
    '1024 KB',
    '1 MB',
    '20 MB',
    '20,1 MB',
    '2 GB',
  ]);
  expect(formatFileSize(2.35 * MEGABYTE, 'en')).toBe('2.4 MB');
});
