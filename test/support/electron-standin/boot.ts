// What Electron's own initialisation does before and around the application's main script.
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { application, locateApplication } from './application.ts';
import { report } from './report.ts';

const require = createRequire(import.meta.url);
const electronVersion: string = require('electron/package.json').version;

const parameters = process.argv.slice(2);
if (parameters.includes('--version')) {
  process.stdout.write(`v${electronVersion} (stand-in)\n`);
  process.exit(0);
}

const { scriptsToRequire, target } = readParameters(parameters);
locateApplication(target);
presentAsElectron();

const electronModule = pathToFileURL(join(import.meta.dirname, 'electron-module.cjs')).href;
registerHooks({
  resolve: (specifier, context, nextResolve) =>
    /^electron(\/(main|common))?$/.test(specifier)
      ? { url: electronModule, format: 'commonjs', shortCircuit: true }
      : nextResolve(specifier, context),
});

// Playwright hands in a script that holds the `ready` event back until it is attached.
for (const script of scriptsToRequire) require(script);

try {
  await import(pathToFileURL(application.mainScript).href);
} catch (error) {
  report('the main script failed', error);
  process.exit(1);
}
// As in Electron, `ready` comes only after the whole main script: awaiting it at the script's top level never ends.
const { start } = await import('./start.ts');
await start();

function readParameters(list: readonly string[]): { scriptsToRequire: string[]; target: string } {
  const scripts: string[] = [];
  let found: string | undefined;
  for (let index = 0; index < list.length; index += 1) {
    const parameter = list[index] ?? '';
    if (parameter === '-r' || parameter === '--require') {
      index += 1;
      scripts.push(list[index] ?? '');
    } else if (!parameter.startsWith('-')) {
      found ??= parameter;
    }
  }
  return { scriptsToRequire: scripts, target: found ?? '.' };
}

function presentAsElectron(): void {
  Object.defineProperty(process.versions, 'electron', { value: electronVersion, enumerable: true });
  Object.assign(process, {
    type: 'browser',
    defaultApp: true,
    resourcesPath: join(application.folder, 'resources'),
  });
  process.argv = [process.execPath, ...parameters];
}
