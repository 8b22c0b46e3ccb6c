/** A file that crosses a boundary, the same file without the fault, and what the linter says of the first alone. */
export interface PlantedFault {
  readonly path: string;
  readonly fault: string;
  readonly twin: string;
  readonly says: string;
}

const ACROSS = 'Across folders import by #room/…';
const RENDERER = 'The renderer meets other rooms only through shared/bridge and shared/protocol.';
const BROWSER = 'The renderer runs in a browser.';
const LAYERS = 'components ← context ← features ← app';
const STORE = 'The store knows neither screens nor the engine.';
const ENGINE = 'The engine knows neither screens nor the store; it reaches the world through its ports.';
const SHELL = 'The shell meets other rooms only through shared/bridge.';
const CENTRE = 'The centre meets other rooms only through shared/protocol.';
const CASES = 'central/cases reaches the world only through its ports.';
const DATABASE = 'database ← routes ← app ← server';

/** One import for each row: the file, what it must not import, what it may, and the message. */
const IMPORTS: readonly (readonly [path: string, forbidden: string, allowed: string, says: string])[] = [
  ['shared/kernel/a.ts', '#shared/person/party.ts', './party.ts', only('kernel', 'zod, itself')],
  ['shared/kernel/b.ts', 'react', 'zod', only('kernel', 'zod, itself')],
  ['shared/kernel/c.ts', 'node:fs', './fs.ts', only('kernel', 'zod, itself')],
  ['shared/kernel/d.ts', '../case/decide.ts', './decide.ts', only('kernel', 'zod, itself')],
  ['shared/bridge/a.ts', '#shared/protocol/x.ts', '#shared/kernel/x.ts', onlyAnd('bridge', 'kernel')],
  [
    'shared/journal/a.ts',
    '#shared/protocol/x.ts',
    '#shared/bridge/x.ts',
    onlyAnd('journal', 'kernel, bridge'),
  ],
  [
    'shared/keys/a.ts',
    '#shared/protocol/x.ts',
    '#shared/journal/x.ts',
    onlyAnd('keys', 'kernel, bridge, journal'),
  ],
  ['shared/attachments/a.ts', '#shared/case/x.ts', '#shared/kernel/x.ts', onlyAnd('attachments', 'kernel')],
  ['shared/person/a.ts', '#shared/service-level/x.ts', '#shared/kernel/x.ts', onlyAnd('person', 'kernel')],
  [
    'shared/service-level/a.ts',
    '#shared/forms/x.ts',
    '#shared/person/x.ts',
    onlyAnd('service-level', 'kernel, person'),
  ],
  ['shared/forms/field-types/a.ts', '#shared/catalogue/x.ts', '../field-type.ts', upTo('forms', [])],
  ['shared/catalogue/a.ts', '#shared/case/x.ts', '#shared/forms/x.ts', upTo('catalogue', ['catalogue'])],
  [
    'shared/case/request/a.ts',
    '#shared/protocol/x.ts',
    '#shared/catalogue/x.ts',
    upTo('case', ['catalogue', 'attachments', 'case']),
  ],
  [
    'shared/protocol/a.ts',
    '#shared/journal/x.ts',
    '#shared/case/x.ts',
    upTo('protocol', ['catalogue', 'attachments', 'case']),
  ],
  ['shared/messages/a.ts', '#shared/case/x.ts', '#shared/kernel/x.ts', onlyAnd('messages', 'kernel')],
  [
    'shared/letters/a.ts',
    '#shared/protocol/x.ts',
    '#shared/case/x.ts',
    upTo('letters', ['catalogue', 'case', 'messages', 'letters']),
  ],
  ['renderer/platform/a.ts', '#central/app.ts', '#shared/bridge/x.ts', RENDERER],
  ['renderer/counter/a.ts', '#electron/main.ts', '#shared/protocol/x.ts', RENDERER],
  ['renderer/features/case/a.ts', '#test/x.ts', '#shared/case/x.ts', RENDERER],
  ['renderer/features/case/b.ts', 'node:fs', 'react', BROWSER],
  ['renderer/features/case/c.ts', '../../app/router.tsx', './router.tsx', ACROSS],
  ['renderer/features/case/d.ts', '#renderer/app/x.ts', '#renderer/context/x.ts', LAYERS],
  ['renderer/context/a.ts', '#renderer/features/x.ts', '#renderer/components/x.ts', LAYERS],
  ['renderer/components/fields/a.ts', '#renderer/context/x.ts', '#shared/forms/x.ts', LAYERS],
  ['renderer/store/a.ts', '#renderer/sync/x.ts', '#shared/protocol/x.ts', STORE],
  ['renderer/sync/a.ts', '#renderer/store/x.ts', '#shared/protocol/x.ts', ENGINE],
  ['electron/bridge/a.ts', '#renderer/x.ts', '#shared/bridge/x.ts', SHELL],
  ['central/routes/a.ts', '#renderer/x.ts', '#central/cases/x.ts', CENTRE],
  ['central/database/a.ts', '#central/routes/x.ts', '#central/cases/x.ts', DATABASE],
  ['central/cases/a.ts', '#central/database/x.ts', './judge.ts', CASES],
  ['central/cases/b.ts', 'node:crypto', '#shared/kernel/x.ts', CASES],
  ['central/cases/c.ts', 'kysely', 'zod', CASES],
];

/** Files whose room keeps them from a global, and an expression that reaches for it. */
const GLOBALS: readonly (readonly [path: string, global: string, expression: string])[] = [
  ['shared/case/g1.ts', 'Date', 'Date.now()'],
  ['shared/journal/g2.ts', 'setTimeout', 'setTimeout'],
  ['shared/protocol/g3.ts', 'fetch', "fetch('/')"],
  ['shared/kernel/g4.ts', 'crypto', 'crypto.randomUUID()'],
  ['shared/person/g5.ts', 'process', 'process.env'],
  ['renderer/sync/g6.ts', 'Date', 'Date.now()'],
  ['renderer/sync/g7.ts', 'fetch', "fetch('/')"],
  ['renderer/counter/g8.ts', 'setTimeout', 'setTimeout'],
  ['renderer/store/g9.ts', 'localStorage', 'localStorage'],
  ['central/cases/g10.ts', 'Date', 'Date.now()'],
  ['central/cases/g11.ts', 'crypto', 'crypto.randomUUID()'],
];

/** Other habits that the linter watches. */
const HABITS: readonly PlantedFault[] = [
  {
    path: 'renderer/features/case/h1.tsx',
    fault: 'export const use = <p>Not a text of a message file</p>;\n',
    twin: 'export const use = <p />;\n',
    says: 'Incorrect use of string literal detected.',
  },
  {
    path: 'central/routes/h2.ts',
    fault: 'export async function use(): Promise<void> {}\n\nexport function call(): void {\n  use();\n}\n',
    twin: 'export async function use(): Promise<void> {}\n\nexport function call(): void {\n  void use();\n}\n',
    says: 'A "floating" Promise was found, meaning it is not properly handled and could lead to ignored errors or unexpected behavior.',
  },
  {
    path: 'central/routes/h3.ts',
    fault: 'export default 1;\n',
    twin: 'export const use = 1;\n',
    says: 'Avoid default exports.',
  },
  {
    path: 'electron/bridge/h4.ts',
    fault: "console.log('one');\n",
    twin: "process.stdout.write('one');\n",
    says: "Don't use console.",
  },
];

/** Every boundary of `biome.json`, each crossed once. */
export const PLANTED_FAULTS: readonly PlantedFault[] = [
  ...IMPORTS.map(([path, forbidden, allowed, says]) => ({
    path,
    fault: importing(forbidden),
    twin: importing(allowed),
    says,
  })),
  ...GLOBALS.map(([path, global, expression]) => ({
    path,
    fault: `export const use = ${expression};\n`,
    twin: 'export const use = 1;\n',
    says: `Do not use the global variable ${global}.`,
  })),
  ...HABITS,
];

function importing(from: string): string {
  return `import { thing } from '${from}';\n\nexport const use = thing;\n`;
}

function only(room: string, allowed: string): string {
  return `shared/${room} imports ${allowed} (docs/architecture.md).`;
}

function onlyAnd(room: string, others: string): string {
  return only(room, `zod, itself, and ${others}`);
}

/** Rooms from `forms` on list all that stand before them, and their own name once more. */
function upTo(room: string, more: readonly string[]): string {
  return onlyAnd(room, ['kernel', 'person', 'service-level', 'forms', ...more].join(', '));
}
