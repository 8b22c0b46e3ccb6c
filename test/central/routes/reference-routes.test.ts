import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import { ReferenceVersions } from '#shared/protocol/pull.ts';
import { Roster } from '#shared/protocol/session.ts';
import { OfficesFile } from '#shared/service-level/offices-file.ts';
import { WorkingCalendar } from '#shared/service-level/working-calendar.ts';
import { expectProblem, openTestCentre, type TestCentre } from './test-centre.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await openTestCentre();
});
afterAll(() => centre.close());

describe('reference versions', () => {
  it('are content that fits its address, for ever', async () => {
    const token = await centre.signIn('clerk');
    const versions = ReferenceVersions.parse((await centre.get('/api/reference', token)).json());
    const schemas = { catalogue: Catalogue, calendar: WorkingCalendar, offices: OfficesFile, roster: Roster };
    for (const kind of ['catalogue', 'calendar', 'offices', 'roster'] as const) {
      const answer = await centre.get(`/api/reference/${kind}/${versions[kind]}`, token);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toContain('application/json');
      expect(answer.headers['cache-control']).toBe('private, max-age=31536000, immutable');
      expect(createHash('sha256').update(answer.body).digest('hex')).toBe(versions[kind]);
      expect(schemas[kind].safeParse(answer.json()).success).toBe(true);
    }
  });

  it('are for those who are known', async () => {
    expectProblem(await centre.get('/api/reference'), 'not-signed-in');
    expectProblem(await centre.get(`/api/reference/roster/${'0'.repeat(64)}`), 'not-signed-in');
  });

  it('are not found under another kind or digest', async () => {
    const token = await centre.signIn('clerk');
    const versions = ReferenceVersions.parse((await centre.get('/api/reference', token)).json());
    expectProblem(await centre.get(`/api/reference/roster/${versions.catalogue}`, token), 'not-found');
    expectProblem(await centre.get(`/api/reference/secrets/${versions.roster}`, token), 'invalid-request');
    expectProblem(await centre.get('/api/reference/roster/xyz', token), 'invalid-request', ['xyz']);
  });
});
