// The everyday tests, as `npm test` and the continuous integration run them: everything that needs a browser, a database
// or a built program is put in place first. Plain JavaScript, so that an old Node can still say that it is too old.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = join(ROOT, 'test-results');
const NODE_MAJOR = 24;

/** One line to the person who runs the tests. */
function say(line) {
  process.stdout.write(`${line}\n`);
}

const major = Number(process.versions.node.split('.')[0]);
if (major < NODE_MAJOR) {
  say(`Node ${process.versions.node} is too old: Klātiene needs Node ${NODE_MAJOR} or newer.`);
  process.exit(1);
}

/** Runs a program of the project's own with its output shown; gives its exit code. */
function run(command, args, env = {}) {
  const bin = join(ROOT, 'node_modules', '.bin');
  const result = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, ...env },
  });
  if (result.error !== undefined) say(String(result.error));
  return result.status ?? 1;
}

/** Chromium by the system's package manager, where that may be done without asking anybody. */
async function haveChromium() {
  const { findChromium } = await import('./support/find-chromium.ts');
  try {
    return findChromium();
  } catch (missing) {
    const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
    if (!mayInstall) {
      say(missing.message);
      process.exit(1);
    }
    say('Installing Chromium from the system’s packages.');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    return findChromium();
  }
}

/** How many tests a JSON report counts as passed and failed. */
function countVitest(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numFailedTestSuites, success } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  const failed = numFailedTests + (success || numFailedTests > 0 ? 0 : Math.max(1, numFailedTestSuites));
  return { passed: numPassedTests, failed };
}

function countPlaywright(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  // A test that did not run because one before it failed has not passed.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
process.env.KLATIENE_CHROMIUM = await haveChromium();

const vitestReport = join(RESULTS, 'vitest.json');
const playwrightReport = join(RESULTS, 'playwright.json');
const codes = [
  run('vite', ['build', '--logLevel', 'warn']),
  run('electron-vite', ['build', '--logLevel', 'warn']),
  run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`]),
  run('playwright', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport }),
];
const counts = [countVitest(vitestReport), countPlaywright(playwrightReport)];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
const hasFailed = failed > 0 || codes.some((code) => code !== 0);
say(`${passed} passed, ${hasFailed ? Math.max(1, failed) : 0} failed`);
process.exit(hasFailed ? 1 : 0);
