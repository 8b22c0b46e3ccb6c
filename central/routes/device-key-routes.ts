import { findRecoveryKey, keepDeviceKeys } from '#central/directory/device-keys.ts';
import { deviceOf, sessionOf } from '#central/plugins/caller.ts';
import { problemResponses } from '#central/plugins/openapi.ts';
import { Problem } from '#central/plugins/problem.ts';
import { DeviceKeysAnswer, DeviceKeysRequest, RecoveryKeyStanding } from '#shared/protocol/device-keys.ts';
import { isAdministering } from '#shared/protocol/grants.ts';
import type { CentreApp, RouteParts } from './centre.ts';

const BODY_BYTES = 4_096;

/** A device tells its public key and learns which recovery key to wrap for; who administers learns whether there is one. */
export function deviceKeyRoutes(app: CentreApp, { centre, callers }: RouteParts): void {
  app.post(
    '/api/devices/keys',
    {
      onRequest: callers.device,
      bodyLimit: BODY_BYTES,
      schema: {
        summary: 'Tell the public key of a device, and its data key as wrapped for recovery',
        tags: ['devices'],
        security: [{ device: [] }],
        body: DeviceKeysRequest,
        response: {
          200: DeviceKeysAnswer,
          ...problemResponses('invalid-request', 'not-signed-in', 'not-permitted'),
        },
      },
    },
    async (request) => {
      const { database, cases } = centre;
      const kept = await keepDeviceKeys(database, deviceOf(request).replica, request.body, cases.clock.now());
      if (!kept.ok) {
        throw new Problem('not-permitted', {
          detail: 'This device has told another key before; it must be enrolled again to change it.',
        });
      }
      return { recoveryKey: await findRecoveryKey(database) };
    },
  );

  app.get(
    '/api/recovery-key',
    {
      onRequest: callers.person,
      schema: {
        summary: 'Whether the institution has a recovery key',
        tags: ['devices'],
        security: [{ person: [] }],
        response: { 200: RecoveryKeyStanding, ...problemResponses('not-signed-in', 'not-permitted') },
      },
    },
    async (request) => {
      if (!isAdministering(sessionOf(request).person.grants)) throw new Problem('not-permitted');
      return { id: (await findRecoveryKey(centre.database))?.id ?? null };
    },
  );
}
