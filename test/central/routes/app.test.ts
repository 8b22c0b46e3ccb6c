import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, openTestCentre, type TestCentre } from './test-centre.ts';

const lines: string[] = [];
const webFolder = mkdtempSync(path.join(os.tmpdir(), 'klatiene-web-'));

let centre: TestCentre;
beforeAll(async () => {
  mkdirSync(path.join(webFolder, 'assets'));
  writeFileSync(path.join(webFolder, 'index.html'), '<title>Klātiene</title>');
  writeFileSync(path.join(webFolder, 'sw.js'), '// worker');
  writeFileSync(path.join(webFolder, '.secret'), 'hidden');
  writeFileSync(path.join(webFolder, 'assets', 'index-abc123.js'), '// code');
  centre = await openTestCentre({
    webFolder,
    origins: ['https://counter.example.org'],
    logger: pino({ base: null }, { write: (line: string) => lines.push(line) }),
  });
});
afterAll(async () => {
  await centre.close();
  rmSync(webFolder, { recursive: true });
});

const page = (url: string) => centre.app.inject({ url, headers: { accept: 'text/html,*/*' } });

describe('the health of the centre', () => {
  it('[ML9] is told in exactly this form', async () => {
    const answer = await centre.get('/healthz');
    expect(answer.body).toBe(
      '{"status":"ok","protocol":1,"database":"embedded","durability":"disk","mail":"not-connected"}',
    );
  });
});

describe('the web application', () => {
  it('opens at every address that is a page', async () => {
    for (const url of ['/', '/cases', '/cases/1?tab=2', '/apiary']) {
      const answer = await page(url);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toBe('<title>Klātiene</title>');
      expect(answer.headers['cache-control']).toBe('no-cache');
    }
  });

  it('keeps files with a hash in their name for ever, and asks anew for everything else', async () => {
    const asset = await centre.get('/assets/index-abc123.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await centre.get('/sw.js')).headers['cache-control']).toBe('no-cache');
  });

  it('answers with a problem where there is neither a page nor a file', async () => {
    expectProblem(await page('/api/nothing'), 'not-found');
    expectProblem(await page('/assets/gone-123.js'), 'not-found');
    expectProblem(await centre.get('/gone.json'), 'not-found');
    expectProblem(await centre.post('/cases', {}), 'not-found');
  });

  it('gives nothing from outside its folder, and no hidden file', async () => {
    for (const url of [
      '/../../etc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..%2f..%2fetc/passwd',
      '/.secret',
    ]) {
      const answer = await centre.get(url);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.body).not.toContain('root:');
      expect(answer.body).not.toContain('hidden');
    }
  });

  it('says how to build it where it is not built', async () => {
    const own = await openTestCentre();
    const answer = await own.app.inject({ url: '/', headers: { accept: 'text/html' } });
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('npm run build:web');
    await own.close();
  });
});

describe('a page of the centre', () => {
  it('may do only what the policy says', async () => {
    const { headers } = await page('/');
    expect(headers['content-security-policy']?.toString().split(';')).toEqual([
      "default-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "connect-src 'self'",
      "worker-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('pages of other origins', () => {
  const ask = (origin: string, method: 'GET' | 'OPTIONS' = 'GET') =>
    centre.app.inject({
      method,
      url: '/healthz',
      headers: { origin, 'access-control-request-method': 'GET' },
    });

  it('may ask when they are the desktop application or named by the operator', async () => {
    for (const origin of ['app://klatiene', 'https://counter.example.org']) {
      expect((await ask(origin)).headers['access-control-allow-origin']).toBe(origin);
      const preflight = await ask(origin, 'OPTIONS');
      expect(preflight.headers['access-control-allow-headers']).toContain('authorization');
      expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
    }
  });

  it('may not otherwise', async () => {
    for (const origin of [
      'https://evil.example.org',
      'null',
      'http://counter.example.org',
      'app://klatiene.evil',
    ]) {
      expect((await ask(origin)).headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

describe('the description of the routes', () => {
  it('names every route with its answers, and problems among them', async () => {
    const { paths, openapi } = (await centre.get('/api/openapi.json')).json();
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths).sort()).toEqual([
      '/api/attachments',
      '/api/attachments/{id}/bytes',
      '/api/cases/{caseId}/attachments/{id}',
      '/api/devices',
      '/api/devices/keys',
      '/api/openapi.json',
      '/api/oversight/cases',
      '/api/oversight/cases/{caseId}',
      '/api/oversight/counters',
      '/api/oversight/counts',
      '/api/oversight/resolutions',
      '/api/oversight/satisfaction',
      '/api/oversight/unsettled',
      '/api/oversight/unsettled/{opId}',
      '/api/recovery-key',
      '/api/reference',
      '/api/reference/catalogues',
      '/api/reference/{kind}/{hash}',
      '/api/satisfaction',
      '/api/session',
      '/api/sync/centre-keys',
      '/api/sync/hints',
      '/api/sync/import',
      '/api/sync/pull',
      '/api/sync/push',
      '/healthz',
      '/problems/{name}',
    ]);
    for (const [url, methods] of Object.entries<Record<string, { summary?: string; responses: object }>>(
      paths,
    )) {
      for (const [method, route] of Object.entries(methods)) {
        expect(route.summary, `${method} ${url}`).toMatch(/\S/);
        expect(Object.keys(route.responses).length, `${method} ${url}`).toBeGreaterThan(0);
      }
    }
    expect(paths['/api/sync/push'].post.responses['426'].content).toHaveProperty('application/problem+json');
    expect(
      paths['/api/sync/push'].post.requestBody.content['application/json'].schema.properties,
    ).toHaveProperty('operations');
  });
});

describe('the log of requests', () => {
  it('holds route, status and time, and nothing that was sent', async () => {
    lines.length = 0;
    const token = await centre.signIn('portfolio-manager');
    await centre.get('/api/oversight/cases?reference=SMI-7K2', token);
    await centre.get(`/api/oversight/cases/${crypto.randomUUID()}`, token);
    await centre.get('/no/such/name');
    const logged = lines.map((line) => JSON.parse(line));
    expect(logged.map(({ method, route, status }) => ({ method, route, status }))).toEqual([
      { method: 'POST', route: '/api/session', status: 200 },
      { method: 'GET', route: '/api/oversight/cases', status: 200 },
      { method: 'GET', route: '/api/oversight/cases/:caseId', status: 404 },
      { method: 'GET', route: 'none', status: 404 },
    ]);
    for (const line of lines) {
      for (const secret of ['kls_', 'portfolio-manager', 'SMI-7K2', '127.0.0.1', 'such']) {
        expect(line).not.toContain(secret);
      }
    }
  });
});
