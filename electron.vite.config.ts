import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import manifest from './package.json' with { type: 'json' };
import { assetName } from './renderer/asset-name.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Addresses within the window begin at the root of its origin, so that a page opened by a deep address finds its files.
 * electron-vite sets a relative base before this runs.
 */
const rootBase: Plugin = { name: 'root-base', enforce: 'post', config: () => ({ base: '/' }) };

// The desktop program: main process, preload (CommonJS, because it is sandboxed) and the renderer from the same sources
// as vite.config.ts, without the web application's service worker. Everything is bundled but `electron` itself, so that
// the package holds no node_modules.
export default defineConfig({
  main: {
    build: {
      outDir: at('dist/desktop/main'),
      emptyOutDir: true,
      externalizeDeps: false,
      sourcemap: false,
      rollupOptions: { input: at('electron/main.ts'), output: { format: 'es', entryFileNames: 'main.js' } },
    },
  },
  preload: {
    build: {
      outDir: at('dist/desktop/preload'),
      emptyOutDir: true,
      externalizeDeps: false,
      sourcemap: false,
      rollupOptions: {
        input: at('electron/preload/preload.ts'),
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    publicDir: 'public',
    define: { __PROGRAM_VERSION__: JSON.stringify(manifest.version) },
    plugins: [react(), rootBase],
    worker: { format: 'es' },
    build: {
      outDir: at('dist/desktop/renderer'),
      emptyOutDir: true,
      minify: true,
      sourcemap: false,
      rollupOptions: { input: at('renderer/index.html'), output: { assetFileNames: assetName } },
    },
  },
});
