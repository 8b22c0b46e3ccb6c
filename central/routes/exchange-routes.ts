import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { importOperations } from '#central/exchange/import-operations.ts';
import { sessionOf } from '#central/plugins/caller.ts';
import { problemResponses } from '#central/plugins/openapi.ts';
import { Problem } from '#central/plugins/problem.ts';
import { realCryptography } from '#central/settings/real-ports.ts';
import { toHex } from '#shared/kernel/hex.ts';
import { hasOversight, isAdministering, mayServe } from '#shared/protocol/grants.ts';
import { CentreKeys, ImportAnswer } from '#shared/protocol/operation-file.ts';
import { asItIs, type CentreApp, type RouteParts } from './centre.ts';

const BYTES = 'application/octet-stream';

/** Room for a header and a part of the largest size, twice. */
const IMPORT_BODY_BYTES = 8 * 1024 * 1024;

/** The kinds of commands that may ask for an e-mail. */
const MAY_TELL: ReadonlySet<string> = new Set(['inform', 'finish-at-once']);

/** The centre's public keys, and operations that come by file (`docs/sync-protocol.md`, EX). */
export async function exchangeRoutes(app: CentreApp, { centre, callers }: RouteParts): Promise<void> {
  const { keys, devices } = centre;

  app.get(
    '/api/sync/centre-keys',
    {
      onRequest: callers.personOrDevice,
      schema: {
        summary: 'The public keys that files are sealed for and receipts are signed with',
        tags: ['sync'],
        security: [{ device: [] }, { person: [] }],
        response: { 200: CentreKeys, ...problemResponses('not-signed-in') },
      },
    },
    async (): Promise<CentreKeys> => ({
      sealing: toHex(keys.sealing.publicKey),
      signing: toHex(keys.signing.publicKey),
    }),
  );

  await app.register(async (scope) => {
    scope.addContentTypeParser(
      BYTES,
      { parseAs: 'buffer' },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    scope.post<{ Body: Buffer }>(
      '/api/sync/import',
      {
        onRequest: callers.person,
        bodyLimit: IMPORT_BODY_BYTES,
        serializerCompiler: asItIs,
        schema: {
          summary: 'Hand in parts of an operation file, and get receipts for them',
          tags: ['sync'],
          security: [{ person: [] }],
          body: z.instanceof(Uint8Array).refine((bytes) => bytes.length > 0),
          consumes: [BYTES],
          response: {
            200: ImportAnswer,
            ...problemResponses('not-signed-in', 'not-permitted', 'body-too-large', 'unsupported-content'),
          },
        },
      },
      async (request): Promise<ImportAnswer> => {
        const { grants } = sessionOf(request).person;
        const may = mayServe(grants) || hasOversight(grants) || isAdministering(grants);
        if (!may) throw new Problem('not-permitted');
        const imported = await importOperations(
          {
            cases: centre.cases,
            keys,
            cryptography: realCryptography,
            findPublicKey: (replica) => devices.findPublicKey(replica),
            readDurability: centre.readDurability,
          },
          new Uint8Array(request.body),
          false,
        );
        if (!imported.ok) return { outcome: 'refused', ...imported.problem };
        const { known, fresh, receipts, changedSpaces, kinds } = imported.value;
        if ([...kinds].some((kind) => MAY_TELL.has(kind))) centre.wakeMailer();
        centre.hintChannel.publish([...changedSpaces]);
        return { outcome: 'taken', known, fresh, receipts: [...receipts] };
      },
    );
  });
}
