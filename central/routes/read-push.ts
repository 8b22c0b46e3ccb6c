import { z } from 'zod';
import { type EnvelopeProblem, type ReadOperation, readOperation } from '#central/cases/read-operation.ts';
import { Problem } from '#central/plugins/problem.ts';
import type { ReplicaId } from '#shared/kernel/identifier.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import type { WireOperation } from '#shared/protocol/push.ts';

const SENTENCES = {
  'header-not-readable': 'The header of this operation is not one that can be read.',
  'header-not-canonical': 'The header of this operation is not in canonical JSON.',
  'digest-mismatch': 'The digest does not fit the header, the salt and the payload.',
  'other-replica': 'This operation is of another replica than the device that brings it.',
} as const satisfies Record<EnvelopeProblem | 'other-replica', string>;

/** What a message of any version says first. */
const Versioned = z.object({ protocol: z.int() });

/** PR27: the number is looked at before anything else, because another version has other messages. Throws a `Problem`. */
export function checkProtocol(body: unknown): void {
  const sent = Versioned.safeParse(body);
  if (!sent.success || sent.data.protocol === PROTOCOL_VERSION) return;
  throw new Problem('protocol-too-old', {
    detail: `This centre speaks version ${PROTOCOL_VERSION} of the protocol.`,
    supported: [PROTOCOL_VERSION],
  });
}

/**
 * PR26: what cannot be read cannot be stored, so the sender is told every place and nothing of the push is taken. PR40:
 * the same goes for what another replica is said to have made, because nothing proves that. Throws a `Problem`.
 */
export async function readPush(
  { operations, replica }: { readonly operations: readonly WireOperation[]; readonly replica: ReplicaId },
  hash: Hash,
): Promise<readonly ReadOperation[]> {
  const read: ReadOperation[] = [];
  const errors: { pointer: string; detail: string }[] = [];
  for (const [index, wire] of operations.entries()) {
    const result = await readOperation(wire, hash);
    const isOwn = result.ok && result.value.header.replica === replica;
    if (isOwn) read.push(result.value);
    else {
      const problem = result.ok ? 'other-replica' : result.problem;
      errors.push({ pointer: `/operations/${index}`, detail: SENTENCES[problem] });
    }
  }
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
  return read;
}
