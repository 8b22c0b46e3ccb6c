import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PLANTED_FAULTS } from './planted-faults.ts';
import { PROJECT, readText } from './project-files.ts';

// A check that never fires looks like one that always passes. So every boundary is crossed here once, in folders
// outside of the project that have the project's own configuration, and the twins that do not cross it must pass.

const folder = mkdtempSync(join(tmpdir(), 'klatiene-boundaries-'));

const Report = z.object({
  diagnostics: z.array(z.object({ message: z.string(), location: z.object({ path: z.string() }) })),
});

/** Puts files into a folder of their own beside the configuration of the project, and gives the folder. */
function plant(name: string, files: ReadonlyMap<string, string>): string {
  const place = join(folder, name);
  mkdirSync(place);
  for (const file of ['biome.json', '.gitignore', 'package.json', 'tsconfig.base.json']) {
    cpSync(join(PROJECT, file), join(place, file));
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  return place;
}

function run(place: string, program: string, args: readonly string[]) {
  const { status, stdout } = spawnSync(process.execPath, [join(PROJECT, 'node_modules', program), ...args], {
    cwd: place,
    encoding: 'utf8',
  });
  return { status, stdout };
}

/** What the linter says of the files in a folder, by path, and the code it exits with. */
function lint(place: string): {
  readonly status: number | null;
  readonly said: ReadonlyMap<string, string[]>;
} {
  const { status, stdout } = run(place, '@biomejs/biome/bin/biome', [
    'lint',
    '--reporter=json',
    '--max-diagnostics=none',
    '.',
  ]);
  const said = new Map<string, string[]>();
  for (const { message, location } of Report.parse(JSON.parse(stdout)).diagnostics) {
    said.set(location.path, [...(said.get(location.path) ?? []), message]);
  }
  return { status, said };
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the boundary check', () => {
  let faults: ReturnType<typeof lint>;
  let twins: ReturnType<typeof lint>;

  beforeAll(() => {
    faults = lint(plant('faults', new Map(PLANTED_FAULTS.map(({ path, fault }) => [path, fault]))));
    twins = lint(plant('twins', new Map(PLANTED_FAULTS.map(({ path, twin }) => [path, twin]))));
  });

  it.each(PLANTED_FAULTS)('sees the fault in $path', ({ path, says }) => {
    expect(faults.said.get(path)).toEqual([says]);
    expect(twins.said.get(path)).toBeUndefined();
  });

  it('fails when there is a fault and passes when there is none', () => {
    expect(faults.status).toBe(1);
    expect(twins.status).toBe(0);
  });

  it('crosses every boundary that the configuration draws', () => {
    const drawn = [...readText('biome.json').matchAll(/"message": "([^"]+)"/g)].map(([, message]) => message);
    const crossed = new Set(PLANTED_FAULTS.map(({ says }) => says));
    expect(drawn.length).toBeGreaterThan(20);
    expect(drawn.filter((message) => !crossed.has(message ?? ''))).toEqual([]);
  });

  it('finds a circle of imports', () => {
    const circle = plant(
      'circle',
      new Map([
        [
          'shared/kernel/one.ts',
          "import { two } from './two.ts';\n\nexport const one = (): number => two();\n",
        ],
        [
          'shared/kernel/two.ts',
          "import { one } from './one.ts';\n\nexport const two = (): number => one();\n",
        ],
      ]),
    );
    const { status, said } = lint(circle);
    expect(status).toBe(1);
    expect([...said.keys()].toSorted()).toEqual(['shared/kernel/one.ts', 'shared/kernel/two.ts']);
  });
});

describe('the compiler', () => {
  const ROOMS: readonly (readonly [room: string, unknown: string, known: string])[] = [
    ['shared', 'window', 'Map'],
    ['shared', 'process', 'Map'],
    ['shared', 'setTimeout', 'Map'],
    ['shared', 'crypto', 'Map'],
    ['central', 'document', 'process'],
    ['electron', 'document', 'process'],
    ['renderer', 'process', 'document'],
  ];

  it.each(ROOMS)('does not know in %s what another room has: %s', (room, unknown, known) => {
    const compile = (name: string): ReturnType<typeof run> => {
      const place = plant(`${room}-${name}`, new Map([[`${room}/use.ts`, `export const use = ${name};\n`]]));
      cpSync(join(PROJECT, room, 'tsconfig.json'), join(place, room, 'tsconfig.json'));
      symlinkSync(join(PROJECT, 'node_modules'), join(place, 'node_modules'), 'junction');
      const result = run(place, 'typescript/bin/tsc', ['-p', room]);
      rmSync(place, { recursive: true });
      return result;
    };
    const refused = compile(unknown);
    expect(refused.stdout).toContain(`'${unknown}'`);
    expect(refused.status).not.toBe(0);
    expect(compile(known)).toEqual({ status: 0, stdout: '' });
  });
});
