import { cpus, loadavg, totalmem, type } from 'node:os';
import { print } from '#central/commands/terminal.ts';

const GIGABYTE = 1024 ** 3;

/** Tells on what the figures were taken: kind of machine, programs, and how busy it was beforehand. */
export function printMachine(chromiumVersion?: string): void {
  const memory = Math.round(totalmem() / GIGABYTE);
  const [lastMinute = 0] = loadavg();
  const chromium = chromiumVersion === undefined ? '' : `, Chromium ${chromiumVersion}`;
  print(
    `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${memory} GB, ${type()}, Node ${process.versions.node}${chromium}; load ${lastMinute.toFixed(1)}`,
  );
}
