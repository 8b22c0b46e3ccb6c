// Walks every service of the demonstration through the screens in every special course that its catalogue entry allows:
// refused, waiting for the applicant, escalated to a partner, asked for by a representative. `npm test` walks the same
// through counters and centre without the screens, and a slice of it with them.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program of the project's own with its output shown; gives its exit code. */
function run(command, args) {
  const bin = join(ROOT, 'node_modules', '.bin');
  const result = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, KLATIENE_WALK: 'all' },
  });
  return result.status ?? 1;
}

const built = run('vite', ['build', '--logLevel', 'warn']);
process.exit(built || run('playwright', ['test', '--project=web', 'test/e2e/case-course.spec.ts']));
