import type { z } from 'zod';
import type { EventOrigin } from '#shared/case/event-origin.ts';
import type { RecountDeadline } from '#shared/case/steps/recount-deadline.ts';
import type { ReportMail } from '#shared/case/steps/report-mail.ts';
import type { ResolveConflict } from '#shared/case/steps/resolve-conflict.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import { toHex } from '#shared/kernel/hex.ts';
import type { CaseId, OperationId, ReplicaId } from '#shared/kernel/identifier.ts';
import { Defect, invariant } from '#shared/kernel/invariant.ts';
import { digestOf } from '#shared/kernel/operation-digest.ts';
import type { Random } from '#shared/kernel/ports.ts';
import type { OperationHeader } from '#shared/protocol/operation-header.ts';
import { PROTOCOL_VERSION, RULES_VERSION } from '#shared/protocol/protocol-version.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import type { CasePorts } from './case-ports.ts';
import type { CaseTransaction, StoredCase } from './case-store.ts';
import { type ReadOperation, readOperation } from './read-operation.ts';
import { receiveTogether } from './receive-push.ts';

/** What the centre wants to do by itself, on the occasion of what a person did. */
export interface OwnOperation {
  readonly opId: OperationId;
  readonly caseId: CaseId;
  readonly command: z.infer<typeof ReportMail | typeof RecountDeadline> | ResolveConflict;
  /** What the person did, for whom the centre acts. */
  readonly occasion: Pick<EventOrigin, 'opId' | 'by' | 'role'>;
}

/** What the centre makes operations with. */
export interface OwnMeans {
  readonly cases: CasePorts;
  /** The centre's own (`own-replica.ts`). */
  readonly replica: ReplicaId;
  readonly random: Random;
}

/**
 * Adds an operation of the centre itself (ML1): sealed into the chain of the centre's replica, stored and judged as any
 * other, in one transaction. The replica's row is locked before its last number is read, so that processes of one centre
 * make one chain. One that is here already is not added again.
 */
export async function addOwnOperation(
  means: OwnMeans,
  own: OwnOperation,
): Promise<{ readonly verdict: Verdict; readonly changedSpaces: readonly SpaceId[] }> {
  const { cases, replica } = means;
  return cases.store.transaction(async (tx) => {
    await tx.lockReplica(replica);
    const known = (await tx.findOperations([own.opId])).get(own.opId);
    if (known !== undefined) {
      invariant(known.verdict !== null, 'an operation without a verdict');
      return { verdict: known.verdict, changedSpaces: [] };
    }
    const stored = (await tx.lockCases([own.caseId])).get(own.caseId);
    invariant(stored !== undefined, 'the centre acts on cases that it has');
    const operation = await sealed(tx, means, own, stored);
    const { verdicts, changedSpaces } = await receiveTogether(tx, cases, [operation]);
    const answer = verdicts.get(operation.wire.digest);
    invariant(answer !== undefined, 'an operation without a verdict');
    return { verdict: answer.verdict, changedSpaces: [...changedSpaces] };
  });
}

async function sealed(
  tx: CaseTransaction,
  { cases, replica, random }: OwnMeans,
  own: OwnOperation,
  { state, version }: StoredCase,
): Promise<ReadOperation> {
  const { contiguousN } = await tx.receivedRange(replica);
  const last = (await tx.findByNumber(replica, [contiguousN])).get(contiguousN);
  const now = cases.clock.now();
  const { offices } = await cases.references.currentVersions();
  const content: OperationHeader = {
    protocol: PROTOCOL_VERSION,
    rules: RULES_VERSION,
    kind: own.command.kind,
    caseId: own.caseId,
    baseVersion: version,
    office: state.office,
    counter: null,
    author: own.occasion.by,
    role: own.occasion.role,
    catalogue: state.catalogue,
    // CL78: a deadline is counted anew by the version that the command names.
    calendar: own.command.kind === 'recount-deadline' ? own.command.calendar : state.calendar,
    offices,
    // A resolution is about what is not settled, so it does not wait for it (CF10).
    dependsOn: own.command.kind === 'resolve-conflict' ? [] : [own.occasion.opId],
    receivedAt: now,
    time: {
      deviceAt: now,
      offsetMilliseconds: 0,
      uncertaintyMilliseconds: 0,
      measuredAt: now,
      monotonicMilliseconds: cases.clock.monotonicMilliseconds(),
      boot: 'centre',
    },
    opId: own.opId,
    replica,
    n: contiguousN + 1,
    prev: last?.digest ?? null,
  };
  const header = canonicalJson(content);
  const salt = random.bytes(16);
  const payload = JSON.stringify(own.command);
  const digest = await digestOf({ header, salt, payload }, cases.hash);
  const read = await readOperation({ header, salt: toHex(salt), payload, digest }, cases.hash);
  if (!read.ok) throw new Defect('the centre cannot read its own operation');
  return read.value;
}
