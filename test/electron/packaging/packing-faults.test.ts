import { describe, expect, it } from 'vitest';
import { findPackingFaults } from '#electron/packaging/packing-faults.ts';

const PATHS = [
  'package.json',
  'dist/desktop/main/main.js',
  'dist/desktop/preload/preload.cjs',
  'dist/desktop/renderer/index.html',
  'dist/desktop/renderer/icon.svg',
  'dist/desktop/renderer/assets/index-DZ1a_b-2.js',
  'dist/desktop/renderer/assets/inter-latin-ext.woff2',
];
const GOOD = PATHS.map((path) => ({ path, bytes: 1000, isUnpacked: false }));

describe('the content of the package', () => {
  it('[DT22] is right when it is the three bundles and package.json', () => {
    expect(findPackingFaults(GOOD)).toEqual([]);
  });

  it('[DT22] lacks nothing without which the program does not start', () => {
    for (const { path } of GOOD.slice(0, 5)) {
      expect(findPackingFaults(GOOD.filter((file) => file.path !== path))).toEqual([`${path} is missing`]);
    }
  });

  for (const path of [
    'node_modules/zod/index.js',
    'dist/desktop/main/main.js.map',
    'dist/desktop/renderer/assets/index.js.map',
    'dist/web/index.html',
    'electron/main.ts',
    'test/electron/shell.spec.ts',
    'dist/desktop/preload/other.cjs',
    '.env',
    'dist/desktop/renderer/key.pem',
  ]) {
    it(`[DT22] holds no ${path}`, () => {
      const files = [...GOOD, { path, bytes: 10, isUnpacked: false }];
      expect(findPackingFaults(files)).toEqual([`${path} does not belong into the package`]);
    });
  }

  it('[DT22] is no larger than it has reason to be, file by file and in all', () => {
    const [first, ...others] = GOOD;
    const large = { path: 'package.json', isUnpacked: false, ...first, bytes: 4 * 1024 * 1024 + 1 };
    expect(findPackingFaults([large, ...others])).toEqual([
      'package.json has 4194305 bytes, more than 4194304',
    ]);
    const many = Array.from({ length: 5 }, (_, place) => ({
      path: `dist/desktop/renderer/assets/part-${place}.js`,
      bytes: 4 * 1024 * 1024,
      isUnpacked: false,
    }));
    expect(findPackingFaults([...GOOD, ...many])).toEqual([
      'the package has 20978520 bytes, more than 16777216',
    ]);
  });

  it('[DT22] lies in the archive as a whole', () => {
    const [first, ...others] = GOOD;
    const beside = { path: 'package.json', bytes: 1000, ...first, isUnpacked: true };
    expect(findPackingFaults([beside, ...others])).toEqual(['package.json lies outside of the archive']);
  });
});
