import type { PackedFile } from './read-asar-files.ts';

/** Without these the program does not start. */
const REQUIRED = [
  'package.json',
  'dist/desktop/main/main.js',
  'dist/desktop/preload/preload.cjs',
  'dist/desktop/renderer/index.html',
  'dist/desktop/renderer/icon.svg',
];

/** What may be inside; everything else is there by mistake. */
const ALLOWED = [
  /^package\.json$/,
  /^dist\/desktop\/main\/([\w./-]+)\.js$/,
  /^dist\/desktop\/preload\/preload\.cjs$/,
  /^dist\/desktop\/renderer\/([\w./-]+)\.(css|html|js|pfb|png|svg|ttf|woff2|txt)$/,
];

const MEBIBYTE = 1024 * 1024;

/** Far above what the files have today: a jump beyond this is a mistake, such as a library packed twice. */
const MAX_FILE_BYTES = 4 * MEBIBYTE;
const MAX_TOTAL_BYTES = 16 * MEBIBYTE;

/** What is wrong with the content of the package, one sentence each. Empty when nothing is. */
export function findPackingFaults(files: readonly PackedFile[]): string[] {
  const faults: string[] = [];
  const names = new Set(files.map(({ path }) => path));
  for (const path of REQUIRED) if (!names.has(path)) faults.push(`${path} is missing`);
  for (const { path, bytes, isUnpacked } of files) {
    if (!ALLOWED.some((shape) => shape.test(path))) faults.push(`${path} does not belong into the package`);
    if (bytes > MAX_FILE_BYTES) faults.push(`${path} has ${bytes} bytes, more than ${MAX_FILE_BYTES}`);
    if (isUnpacked) faults.push(`${path} lies outside of the archive`);
  }
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > MAX_TOTAL_BYTES) faults.push(`the package has ${total} bytes, more than ${MAX_TOTAL_BYTES}`);
  return faults;
}
