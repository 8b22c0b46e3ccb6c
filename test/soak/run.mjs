// The entry of the soak test, in plain JavaScript, so that an old Node can still say what it lacks.
const NEEDED = 24;
const found = process.versions.node;

if (Number(found.split('.', 1)[0]) < NEEDED) {
  process.stderr.write(
    `Klātiene needs Node ${NEEDED} or newer, and this is Node ${found}. Start the soak test with "npm run soak", which uses the right one.\n`,
  );
  process.exitCode = 1;
} else {
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
}
