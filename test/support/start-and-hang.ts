import { startCluster } from '#central/database/cluster/start-cluster.ts';

// A program of ours that starts the database of a folder and then only waits to be killed.
const [dataFolder = ''] = process.argv.slice(2);
const { connectionString } = await startCluster({ dataFolder, log: () => {} });
process.stdout.write(`${connectionString}\n`);
setInterval(() => {}, 60_000);
