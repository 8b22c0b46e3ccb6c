import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { chromium } from '#test/support/electron-standin/chromium/chromium.ts';
import { wrapPreload } from '#test/support/electron-standin/page/injected-scripts.ts';

/** The preload's text. One that is missing or cannot be parsed is told to `onError`, and the page goes without. */
export function readPreload(path: string | undefined, onError: (error: Error) => void): string {
  if (path === undefined) return '';
  try {
    const source = readFileSync(path, 'utf8');
    new Script(wrapPreload(source), { filename: path }); // only to see whether it can be parsed
    return source;
  } catch (error) {
    onError(error instanceof Error ? error : new Error(String(error)));
    return '';
  }
}

/** What a sandboxed preload sees as `process`. */
export function describePreloadProcess(additionalArguments: readonly string[] = []): object {
  return {
    type: 'renderer',
    platform: process.platform,
    arch: process.arch,
    sandboxed: true,
    contextIsolated: true,
    env: {},
    argv: [process.execPath, ...additionalArguments],
    versions: { electron: process.versions.electron, chrome: chromium.version, node: process.versions.node },
  };
}
