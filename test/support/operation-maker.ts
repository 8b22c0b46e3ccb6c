import { randomBytes, randomUUID } from 'node:crypto';
import { type ReadOperation, readOperation } from '#central/cases/read-operation.ts';
import { realHash } from '#central/settings/real-ports.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { findBytesOfHex } from '#shared/kernel/hex.ts';
import { CaseId, Digest, OperationId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { digestOf } from '#shared/kernel/operation-digest.ts';
import { referenceOf, type StationCode, stationCodeOf } from '#shared/kernel/reference.ts';
import type { OperationHeader } from '#shared/protocol/operation-header.ts';
import { PROTOCOL_VERSION, RULES_VERSION } from '#shared/protocol/protocol-version.ts';
import type { WireOperation } from '#shared/protocol/push.ts';
import { CounterId, OfficeId } from '#shared/service-level/office.ts';

/** An operation as a journal would have sealed it. */
export interface MadeOperation {
  readonly header: OperationHeader;
  readonly wire: WireOperation;
}

/** The versions that made operations name, unless told otherwise. */
export const MADE_VERSIONS = {
  catalogue: Digest.parse('ca'.repeat(32)),
  calendar: Digest.parse('ce'.repeat(32)),
  offices: Digest.parse('0f'.repeat(32)),
};

export const MADE_OFFICE = OfficeId.parse('smiltene');
export const MADE_AUTHOR = PersonId.parse('test-clerk');

/** A two-tap consultation for nobody in particular. */
export const CONSULTATION: CaseCommand = {
  kind: 'register-request',
  request: {
    service: 'e-pakalpojumu-konsultacija',
    need: undefined,
    channel: 'counter',
    applicant: { kind: 'society', form: 'anonymous' },
    representative: undefined,
    common: { answerChannel: 'counter', answerLanguage: 'lv' },
    values: { variant: 'info', topic: 'other', question: 'Kā iesniegt pieteikumu?' },
    eligibility: { 'own-matter': { answer: true } },
    evidence: {},
    fees: {},
  },
};

type HeaderChange = Partial<Omit<OperationHeader, 'replica'>>;

/** A station is never given twice, and a replica that exists twice has its station twice. */
const stations = new Map<ReplicaId, StationCode>();

/** The station of a replica, as the centre knows it. */
export function stationOfMade(replica: ReplicaId): StationCode {
  const station = stations.get(replica) ?? stationCodeOf(stations.size);
  stations.set(replica, station);
  return station;
}

/**
 * Makes the operations of one replica as its journal would: dense numbers, the chain of digests, references of its own
 * station. A change of a header field is sealed like everything else, so the digest always fits.
 */
export class OperationMaker {
  readonly replica: ReplicaId;
  readonly #header: HeaderChange;
  #n = 0;
  #previous: Digest | null = null;
  #references = 0;

  constructor(options: { readonly replica?: ReplicaId; readonly header?: HeaderChange } = {}) {
    this.replica = options.replica ?? ReplicaId.parse(randomUUID());
    this.#header = options.header ?? {};
  }

  /** A new case, whose identifier is that of the operation. */
  register(change: HeaderChange = {}): Promise<MadeOperation> {
    const opId = change.opId ?? OperationId.parse(randomUUID());
    this.#references += 1;
    const reference = referenceOf('SMI', stationOfMade(this.replica), this.#references);
    return this.seal(CONSULTATION.kind, JSON.stringify(CONSULTATION), {
      opId,
      caseId: CaseId.parse(opId),
      reference,
      ...change,
    });
  }

  /** A note on a case. */
  note(caseId: CaseId, text = 'Piezīme', change: HeaderChange = {}): Promise<MadeOperation> {
    const command: CaseCommand = { kind: 'add-note', text };
    return this.seal(command.kind, JSON.stringify(command), { caseId, baseVersion: 1, ...change });
  }

  /** Any operation: `payload` is sent as it is. */
  async seal(
    kind: string,
    payload: string,
    change: HeaderChange & { caseId: CaseId },
  ): Promise<MadeOperation> {
    const at = instantOf(Date.UTC(2026, 9, 9, 7, 41, 0, this.#n));
    const header: OperationHeader = {
      protocol: PROTOCOL_VERSION,
      rules: RULES_VERSION,
      kind,
      baseVersion: 0,
      office: MADE_OFFICE,
      counter: CounterId.parse('SMI-1'),
      author: MADE_AUTHOR,
      role: 'provider-counter',
      ...MADE_VERSIONS,
      dependsOn: [],
      receivedAt: at,
      time: {
        deviceAt: at,
        offsetMilliseconds: 0,
        uncertaintyMilliseconds: 20,
        measuredAt: at,
        monotonicMilliseconds: 1000 + this.#n,
        boot: 'test-boot',
      },
      opId: OperationId.parse(randomUUID()),
      replica: this.replica,
      n: this.#n + 1,
      prev: this.#previous,
      ...this.#header,
      ...change,
    };
    const made = await sealOperation(header, payload);
    this.#n = header.n;
    this.#previous = made.wire.digest;
    return made;
  }
}

/** Seals a header and a payload as the journal's writer does. */
export async function sealOperation(
  header: OperationHeader,
  payload: string,
  saltText = randomBytes(16).toString('hex'),
): Promise<MadeOperation> {
  const text = canonicalJson(header as unknown as Json);
  const salt = findBytesOfHex(saltText) ?? new Uint8Array();
  const digest = await digestOf({ header: text, salt, payload }, realHash);
  return { header, wire: { header: text, salt: saltText, payload, digest } };
}

/** The operations as a route reads them from a push. */
export function readMade(operations: readonly MadeOperation[]): Promise<ReadOperation[]> {
  return Promise.all(
    operations.map(async ({ wire }) => {
      const read = await readOperation(wire, realHash);
      if (!read.ok) throw new Error(read.problem);
      return read.value;
    }),
  );
}
