// A process of its own: hands the text given as second parameter to the instance that listens on the socket given as first.
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const [socket = '', text = ''] = process.argv.slice(2);
const ATTEMPTS = 40;
const PAUSE_MS = 50;

// The first instance has its lock file a moment before it listens.
for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
  if (await tell()) process.exit(0);
  await sleep(PAUSE_MS);
}
process.exit(1);

function tell(): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.on('error', () => resolve(false));
    connection.on('close', () => resolve(true));
    connection.resume();
    connection.end(text);
  });
}
