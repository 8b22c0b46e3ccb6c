import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { tryFolderLock } from '#electron/journal/folder-lock.ts';
import { launchDesktop, showQuietPage, test } from '#test/support/launch-desktop.ts';
import { sampleIdentity, sampleOperation } from '#test/support/sample-operations.ts';

/** One call of the journal and its input. */
type JournalCall = readonly [name: string, input: unknown];

/** Asks the shell for the journal and makes calls at the port that comes, as the counter's worker does. */
async function callJournal(page: Page, calls: readonly JournalCall[]): Promise<unknown[]> {
  return page.evaluate(async (list) => {
    const arrived = new Promise<MessagePort>((resolve) => {
      const listen = (event: MessageEvent): void => {
        const [port] = event.ports;
        if (event.data?.kind === 'klatiene:journal-port' && port !== undefined) resolve(port);
      };
      addEventListener('message', listen, { once: true });
    });
    const grant = await window.klatiene.openJournal();
    if (grant.outcome !== 'opened') return [grant];
    const port = await arrived;
    const answers = new Map<number, unknown>();
    const finished = new Promise<void>((resolve) => {
      port.onmessage = ({ data }) => {
        answers.set(data.id, data.outcome === 'done' ? data.output : data.outcome);
        if (answers.size === list.length) resolve();
      };
    });
    for (const [id, [name, input]] of list.entries()) port.postMessage({ kind: 'call', id, name, input });
    await finished;
    return list.map((_, id) => answers.get(id));
  }, calls);
}

const append = (index: number): JournalCall => ['appendOperation', sampleOperation(index)];

test('[DT9] what a page was told is saved is there after the whole program was killed', async ({
  userData,
}) => {
  const first = await launchDesktop(userData);
  await showQuietPage(first.page);
  const answers = await callJournal(first.page, [['enrol', sampleIdentity], append(1), append(2)]);
  expect(answers).toEqual([
    'enrolled',
    expect.objectContaining({ outcome: 'saved', sequence: 2 }),
    expect.objectContaining({ outcome: 'saved', sequence: 3 }),
  ]);
  const killed = once(first.application.process(), 'exit');
  first.application.process().kill('SIGKILL');
  await killed;

  const second = await launchDesktop(userData);
  await showQuietPage(second.page);
  const [status, again, next] = await callJournal(second.page, [['status', null], append(2), append(3)]);
  await second.application.close();
  expect(status).toMatchObject({ identity: sampleIdentity, lastN: 2, lastSequence: 3, damage: [] });
  expect(again).toEqual({ ...(answers[2] as object), outcome: 'already-saved', samePayload: true });
  expect(next).toMatchObject({ outcome: 'saved', sequence: 4 });
  expect(await readdir(join(userData, 'journal'))).toContain('journal-000001.klj');
});

test('[DT9] a page that is loaded again gets a new port to the same journal', async ({
  desktop: { page },
}) => {
  await showQuietPage(page);
  await callJournal(page, [['enrol', sampleIdentity], append(1)]);
  await page.reload();
  expect(await callJournal(page, [append(2)])).toMatchObject([{ outcome: 'saved', sequence: 3 }]);
  // A second port beside the first.
  expect(await callJournal(page, [append(3)])).toMatchObject([{ outcome: 'saved', sequence: 4 }]);
});

test('[DT20] a journal that another process has is told, and works when that one has let go', async ({
  userData,
}) => {
  const folder = join(userData, 'journal');
  await mkdir(folder, { recursive: true });
  const lock = tryFolderLock(folder);
  expect(lock).toBeDefined();
  const { application, page } = await launchDesktop(userData);
  await showQuietPage(page);
  expect(await callJournal(page, [['status', null]])).toEqual([{ outcome: 'held-elsewhere' }]);
  lock?.release();
  expect(await callJournal(page, [['enrol', sampleIdentity], append(1)])).toMatchObject([
    'enrolled',
    { outcome: 'saved' },
  ]);
  await application.close();
});
