import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAssetPath } from '#electron/protocol/find-asset-path.ts';

const FOLDER = join(sep, 'program', 'renderer');
const PAGE = { path: join(FOLDER, 'index.html'), contentType: 'text/html; charset=utf-8' };

describe('the file behind an address', () => {
  it('[DT2] is the file of that name, with its content type', () => {
    expect(findAssetPath(FOLDER, 'app://klatiene/assets/index-1a2b.js?v=1#top')).toEqual({
      path: join(FOLDER, 'assets', 'index-1a2b.js'),
      contentType: 'text/javascript; charset=utf-8',
    });
    expect(findAssetPath(FOLDER, 'app://klatiene/icon%20ā.svg')?.path).toBe(join(FOLDER, 'icon ā.svg'));
  });

  it('[DT2] is the page for every address that names no file of the renderer', () => {
    for (const path of ['', 'cases/CES-7K2-000142-K', 'cases/', 'a.b/c', 'secret.pem']) {
      expect(findAssetPath(FOLDER, `app://klatiene/${path}`), path).toEqual(PAGE);
    }
  });

  it('[DT2] is none for another host or scheme', () => {
    for (const address of ['app://other/index.html', 'file:///etc/passwd', 'app:index.html', 'no address']) {
      expect(findAssetPath(FOLDER, address), address).toBeUndefined();
    }
  });

  it('[DT2] is none for an address that climbs out of the folder', () => {
    for (const path of [
      '..%2f..%2fetc%2fpasswd.txt',
      '%2e%2e%2fmain/main.js',
      'assets/..%2f..%2fmain%2fmain.js',
      '..%5cmain%5cmain.js',
      'assets%5c..%5c..%5cmain.js',
      'a%00.js',
      '%E0%A4%A.js',
    ]) {
      expect(findAssetPath(FOLDER, `app://klatiene/${path}`), path).toBeUndefined();
    }
  });

  it('[DT2] never lies outside of the folder', () => {
    const piece = fc.constantFrom(
      '..',
      '%2e%2e',
      '%2e.',
      '.',
      '/',
      '%2f',
      '\\',
      '%5c',
      'a',
      '.js',
      'index.html',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const found = findAssetPath(FOLDER, `app://klatiene/${pieces.join('')}`);
        expect(found === undefined || found.path.startsWith(FOLDER + sep)).toBe(true);
      }),
    );
  });
});
