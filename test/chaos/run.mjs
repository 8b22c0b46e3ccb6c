// The entry of the chaos runs, in plain JavaScript, so that an old Node can still say what it lacks.
const NEEDED = 24;
const found = process.versions.node;

if (Number(found.split('.', 1)[0]) < NEEDED) {
  process.stderr.write(
    `Klātiene needs Node ${NEEDED} or newer, and this is Node ${found}. Start it with "npm run chaos", which uses the right one.\n`,
  );
  process.exitCode = 1;
} else {
  const { main } = await import('./main.ts');
  // What was cut off in the middle may still wait for an answer that never comes.
  process.exit(await main(process.argv.slice(2)));
}
