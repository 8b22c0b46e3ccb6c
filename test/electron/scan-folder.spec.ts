import { appendFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { launchDesktop, showQuietPage, test } from '#test/support/launch-desktop.ts';

test('[AT32] [AT33] [AT34] scans come from the folder that a person chose, whole, and go into the one beside', async ({
  userData,
}) => {
  const folder = join(userData, 'skeneris');
  await mkdir(folder);
  const first = await launchDesktop(userData);
  await showQuietPage(first.page);
  const look = (): Promise<unknown> => first.page.evaluate(() => window.klatiene.lookForScans(null));
  expect(await look()).toEqual({ kind: 'none' });
  // The person closes the system's window, and then chooses.
  expect(await first.page.evaluate(() => window.klatiene.chooseScanFolder(null))).toEqual({ kind: 'none' });
  await first.application.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
  const watched = { kind: 'watched', folder, scans: [] };
  expect(await first.page.evaluate(() => window.klatiene.chooseScanFolder(null))).toEqual(watched);

  // A scanner that is still writing: each part comes before the file has been still for two seconds.
  const path = join(folder, 'izziņa.pdf');
  await writeFile(path, '%PDF-1.7');
  for (const part of ['one', 'two', 'three']) {
    await first.page.waitForTimeout(900);
    expect(await look()).toEqual(watched);
    await appendFile(path, part);
  }
  await expect
    .poll(look, { timeout: 10_000 })
    .toMatchObject({ scans: [{ name: 'izziņa.pdf', bytes: '%PDF-1.7onetwothree'.length }] });

  const content = await first.page.evaluate(async () => {
    const bytes = await window.klatiene.readScan('izziņa.pdf');
    await window.klatiene.settleScan({ name: 'izziņa.pdf', as: 'attached' });
    return new TextDecoder().decode(bytes);
  });
  expect(content).toBe('%PDF-1.7onetwothree');
  expect(await look()).toEqual(watched);
  expect(await readdir(join(folder, 'Pievienotie'))).toEqual(['izziņa.pdf']);
  await first.application.close();

  const second = await launchDesktop(userData);
  await showQuietPage(second.page);
  expect(await second.page.evaluate(() => window.klatiene.lookForScans(null))).toEqual(watched);
  await second.application.close();
});
