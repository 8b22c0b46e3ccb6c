// Plain JavaScript, because an older Node must be able to read it far enough to say what it lacks.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `The Electron stand-in needs Node 24 or later, this is ${process.version}. ` +
      'Put node_modules/.bin first on the PATH or name a Node in ELECTRON_STANDIN_NODE.\n',
  );
  process.exit(1);
}
await import('./boot.ts');
