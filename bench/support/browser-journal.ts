import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { appendOwnOperations, segmentsIn } from './own-operations.ts';

/**
 * Lets a counter have registered `count` cases that it has not sent: its journal is taken out of the browser, grows by
 * the journal's own writer, and is put back. The page leaves the application for that; the store knows nothing of it yet.
 */
export async function registerInJournal(
  page: Page,
  options: {
    readonly origin: string;
    readonly folder: string;
    readonly count: number;
    readonly seed: string;
  },
): Promise<void> {
  // A page of the same origin without the application, so that nobody holds the journal.
  await page.goto(`${options.origin}/healthz`);
  mkdirSync(options.folder);
  for (const name of await page.evaluate(listJournal)) {
    const bytes = await page.evaluate(readJournalFile, name);
    writeFileSync(join(options.folder, name), Buffer.from(bytes, 'base64'));
  }
  await appendOwnOperations(options.folder, options.count, options.seed);
  for (const name of segmentsIn(options.folder)) {
    const bytes = readFileSync(join(options.folder, name)).toString('base64');
    await page.evaluate(writeJournalFile, { name, bytes });
  }
}

// What follows runs in the page, so it can reach nothing of this file.

async function listJournal(): Promise<readonly string[]> {
  const root = await navigator.storage.getDirectory();
  const names: string[] = [];
  for await (const name of (await root.getDirectoryHandle('klatiene-journal')).keys()) {
    if (name.startsWith('journal-') || name.endsWith('.json')) names.push(name);
  }
  return names;
}

/** The file in base 64, the one form in which bytes cross to the page. */
async function readJournalFile(name: string): Promise<string> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('klatiene-journal');
  const file = await (await folder.getFileHandle(name)).getFile();
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

async function writeJournalFile(file: { readonly name: string; readonly bytes: string }): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('klatiene-journal');
  const stream = await (await folder.getFileHandle(file.name, { create: true })).createWritable();
  await stream.write(Uint8Array.from(atob(file.bytes), (letter) => letter.charCodeAt(0)));
  await stream.close();
}
