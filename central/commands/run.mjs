// The entry of every command, in plain JavaScript, so that an old Node can still say what it lacks.
const NEEDED = 24;

const COMMANDS = {
  start: () => import('./start.ts'),
  catalogue: () => import('./catalogue.ts'),
  calendar: () => import('./calendar.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  import: () => import('./import.ts'),
  recover: () => import('./recover.ts'),
  'recovery-key': () => import('./recovery-key.ts'),
  'demo-load': () => import('./demo-load.ts'),
};

const [name, ...args] = process.argv.slice(2);
const found = process.versions.node;

if (Number(found.split('.', 1)[0]) < NEEDED) {
  process.stderr.write(
    `Klātiene needs Node ${NEEDED} or newer, and this is Node ${found}. Install Node ${NEEDED} from https://nodejs.org/ and try again; on Linux "npm ci" installs it for this folder, and "npm start" and "npm run" use it.\n`,
  );
  process.exitCode = 1;
} else if (name === undefined || !Object.hasOwn(COMMANDS, name)) {
  process.stderr.write(`There is no such command. There are: ${Object.keys(COMMANDS).join(', ')}.\n`);
  process.exitCode = 2;
} else {
  const { main } = await COMMANDS[name]();
  process.exitCode = await main(args);
}
