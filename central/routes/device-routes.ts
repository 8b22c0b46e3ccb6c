import { releaseHeld } from '#central/cases/release-waiting.ts';
import type { EnrolmentRefusal } from '#central/directory/devices.ts';
import { mayEnrolAt, mayReplaceTokenAt } from '#central/directory/rights.ts';
import { sessionOf } from '#central/plugins/caller.ts';
import { problemResponses } from '#central/plugins/openapi.ts';
import { Problem } from '#central/plugins/problem.ts';
import type { ProblemType } from '#shared/protocol/problem.ts';
import { EnrolAnswer, EnrolRequest } from '#shared/protocol/session.ts';
import type { CentreApp, RouteParts } from './centre.ts';

const BODY_BYTES = 4_096;

/** Stations are never reused, so nobody gets to use them up. */
const ENROLMENTS_A_MINUTE = 60;

const REFUSED = {
  revoked: {
    type: 'not-permitted',
    detail: 'This device was revoked; it needs a new local database to be enrolled again.',
  },
  'of-another-office': {
    type: 'not-permitted',
    detail: 'This device was enrolled for another office; it needs a new local database.',
  },
  'token-not-shown': {
    type: 'not-permitted',
    detail:
      'This device is enrolled; enrolling it again needs its token, or a person who administers or oversees the office.',
  },
  'station-taken': { type: 'station-taken', detail: 'Another device has this station, or this one another.' },
  'station-too-far': { type: 'station-taken', detail: 'This station is far from every one that was given.' },
  'no-station-left': { type: 'not-permitted', detail: 'Every station code is in use.' },
} as const satisfies Record<EnrolmentRefusal, { readonly type: ProblemType; readonly detail: string }>;

/** `POST /api/devices`: a device becomes known and gets its station. */
export function deviceRoutes(app: CentreApp, { centre, callers }: RouteParts): void {
  app.post(
    '/api/devices',
    {
      onRequest: callers.person,
      bodyLimit: BODY_BYTES,
      config: { rateLimit: { max: ENROLMENTS_A_MINUTE, timeWindow: 60_000 } },
      schema: {
        summary: 'Enrol a device, or give an enrolled one a fresh token',
        tags: ['devices'],
        security: [{ person: [] }],
        body: EnrolRequest,
        response: {
          200: EnrolAnswer,
          ...problemResponses(
            'invalid-request',
            'not-signed-in',
            'not-permitted',
            'station-taken',
            'too-many-requests',
          ),
        },
      },
    },
    async (request) => {
      const { person } = sessionOf(request);
      const { office, counter } = request.body;
      if (!mayEnrolAt(person.grants, office)) throw new Problem('not-permitted');
      const reference = await centre.references.currentVersions();
      const found = (await centre.references.findOffices(reference.offices))?.get(office);
      if (found === undefined) throw unknownPlace('/office', 'There is no such office.');
      if (counter !== null && !found.counters.some(({ id }) => id === counter)) {
        throw unknownPlace('/counter', 'The office has no such counter.');
      }
      const enrolment = await centre.devices.enrol(request.body, {
        person: person.id,
        mayReplaceToken: mayReplaceTokenAt(person.grants, office),
      });
      if (!enrolment.ok) {
        const { type, detail } = REFUSED[enrolment.problem];
        throw new Problem(type, { detail });
      }
      // PR39: what came in the name of this replica while it was not known can be judged now.
      centre.hintChannel.publish([...(await releaseHeld(centre.cases, request.body.replica))]);
      return { ...enrolment.value, reference };
    },
  );
}

function unknownPlace(pointer: string, detail: string): Problem {
  return new Problem('invalid-request', { errors: [{ pointer, detail }] });
}
