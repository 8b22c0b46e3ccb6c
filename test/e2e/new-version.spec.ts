import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { expect, test } from '@playwright/test';

// The web application as a file server gives it, so that a newer version can be put in its place. The centre is not
// needed for this and is out of reach, which the page must bear.
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

async function serve(folder: string): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const name = extname(path) === '' ? 'index.html' : path.slice(1);
    readFile(join(folder, name)).then(
      (bytes) =>
        response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  return { server, origin: `http://127.0.0.1:${address.port}` };
}

test('a newer version is told and used when the person says so, and the page opens without a server', async ({
  browser,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'klatiene-version-'));
  await cp('dist/web', folder, { recursive: true });
  const { server, origin } = await serve(folder);
  const page = await (await browser.newContext()).newPage();
  await page.goto(origin);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Pierakstīties' })).toBeVisible();
  await expect(page.getByText('Ir jauna programmas versija')).toHaveCount(0);

  const index = join(folder, 'index.html');
  await writeFile(index, (await readFile(index, 'utf8')).replace('<title>', '<title>2 '));
  const worker = join(folder, 'sw.js');
  await writeFile(worker, `${await readFile(worker, 'utf8')}\n// newer\n`);
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
  });
  await expect(page.getByText('Ir jauna programmas versija')).toBeVisible();
  await Promise.all([
    page.waitForEvent('load'),
    page.getByRole('button', { name: 'Atvērt jauno versiju' }).click(),
  ]);
  await expect(page.getByRole('heading', { name: 'Pierakstīties' })).toBeVisible();
  await expect(page.getByText('Ir jauna programmas versija')).toHaveCount(0);

  server.closeAllConnections();
  server.close();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Pierakstīties' })).toBeVisible();
  await page.context().close();
  await rm(folder, { recursive: true, force: true });
});
