import { describe, expect, it } from 'vitest';
import { foldCase } from '#shared/case/evolve.ts';
import { parseRequest } from '#shared/case/request/parse-request.ts';
import { RequestDraft } from '#shared/case/request/request-draft.ts';
import { ServiceRequest } from '#shared/case/request/service-request.ts';
import { generateRequest, type RequestWish, servicesAndVariants } from '#test/support/request-generator.ts';
import { catalogue, catalogueJson, contextOf, decideAnew, RECEIVED_ON } from './demo-case.ts';

const SEEDS = Array.from({ length: 50 }, (_, place) => place + 1);
const context = { catalogue, receivedOn: RECEIVED_ON };
const nameOf = ({ service, variant }: Pick<RequestWish, 'service' | 'variant'>): string =>
  variant === undefined ? service : `${service}, ${variant}`;

/** Generates, registers and compares with what the generator, which reads the catalogue by itself, had in mind. */
function registerGenerated(wish: RequestWish): ServiceRequest {
  const description = generateRequest(catalogueJson, wish);
  const draft = RequestDraft.parse(JSON.parse(JSON.stringify(description)));
  const parsed = parseRequest(draft, context);
  if (!parsed.ok) expect.fail(`${JSON.stringify(parsed.problem)} in ${JSON.stringify(description)}`);
  const { request } = parsed.value;

  expect(Object.keys(request.values).sort()).toEqual(Object.keys(description.values).sort());
  expect(Object.keys(request.common).sort()).toEqual(Object.keys(description.common).sort());
  expect(request.variant).toBe(wish.variant);
  expect(Object.keys(request.fees).sort()).toEqual(Object.keys(description.fees).sort());
  for (const [id, { status }] of Object.entries(description.evidence)) {
    if (status !== 'missing') expect(request.evidence[id]?.status).toBe(status);
  }

  const recorded = ServiceRequest.parse(JSON.parse(JSON.stringify(request)));
  expect(recorded).toEqual(request);
  const again = parseRequest(RequestDraft.parse(recorded), context);
  expect(again).toEqual(parsed);
  return request;
}

describe('requests generated from the catalogue’s JSON alone', () => {
  const all = servicesAndVariants(catalogueJson);

  it('[RG16] are for all 12 services in every variant', () => {
    expect(new Set(all.map(({ service }) => service)).size).toBe(12);
    expect(all).toHaveLength(
      catalogue.services.reduce((sum, { variants }) => sum + Math.max(1, variants.length), 0),
    );
  });

  it.each(all.map((wish) => [nameOf(wish), wish] as const))(
    '[RG2] [RG16] %s is registered as it was meant',
    (_name, wish) => {
      for (const seed of SEEDS) {
        registerGenerated({ ...wish, seed });
        const command = {
          kind: 'register-request',
          request: RequestDraft.parse(generateRequest(catalogueJson, { ...wish, seed })),
        } as const;
        const decided = decideAnew(command, contextOf());
        expect(decided.ok && foldCase(decided.value)?.request.service).toBe(wish.service);
      }
    },
  );

  it('[RG4] come with a representative', () => {
    for (const wish of all) {
      for (const seed of SEEDS.slice(0, 5)) {
        expect(registerGenerated({ ...wish, seed, byRepresentative: true }).representative).toBeDefined();
      }
    }
  });

  it('[RG5] come from people with a foreign identity', () => {
    let foreign = 0;
    for (const wish of all) {
      for (const seed of SEEDS.slice(0, 5)) {
        const request = registerGenerated({ ...wish, seed, applicantKind: 'resident', identity: 'foreign' });
        expect(request.applicant).toMatchObject({ kind: 'resident', identity: { kind: 'foreign' } });
        if (request.evidence.foreign !== undefined) foreign += 1;
      }
    }
    // The evidence of one service is required of these people only.
    expect(foreign).toBeGreaterThan(5);
  });

  it('[RG4] come with a doubtful person code and the clerk’s reason', () => {
    for (const wish of all) {
      for (const seed of SEEDS.slice(0, 5)) {
        const { applicant } = registerGenerated({
          ...wish,
          seed,
          applicantKind: 'resident',
          identity: 'doubtful-person-code',
        });
        expect(applicant).toMatchObject({
          identity: {
            personCode: {
              override: { finding: 'checksum-mismatch', reason: 'Kods nolasīts no personas apliecības' },
            },
          },
        });
      }
    }
  });

  it.each(['resident', 'entrepreneur', 'institution', 'society'])(
    '[RG4] come from every %s that is served',
    (applicantKind) => {
      const served = all.filter(({ service }) =>
        catalogue.services.find(({ id }) => id === service)?.audience.some((kind) => kind === applicantKind),
      );
      expect(served.length).toBeGreaterThan(0);
      for (const wish of served) {
        for (const seed of SEEDS.slice(0, 5)) {
          expect(registerGenerated({ ...wish, seed, applicantKind }).applicant.kind).toBe(applicantKind);
        }
      }
    },
  );

  it('[RG11] are complete when all evidence is there', () => {
    for (const wish of all) {
      for (const seed of SEEDS.slice(0, 10)) {
        const request = generateRequest(catalogueJson, { ...wish, seed, withAllEvidence: true });
        const decided = decideAnew({ kind: 'register-request', request: RequestDraft.parse(request) });
        expect(decided.ok && decided.value[0]).toMatchObject({ missing: [] });
      }
    }
  });

  it('[RG1] are the same for the same seed, and others for another', () => {
    const texts = SEEDS.map((seed) =>
      JSON.stringify(generateRequest(catalogueJson, { service: 'gmi-pabalsts', seed })),
    );
    expect(texts).toEqual(
      SEEDS.map((seed) => JSON.stringify(generateRequest(catalogueJson, { service: 'gmi-pabalsts', seed }))),
    );
    expect(new Set(texts).size).toBe(SEEDS.length);
  });
});
