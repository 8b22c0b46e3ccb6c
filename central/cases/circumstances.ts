import type { Digest, OperationId } from '#shared/kernel/identifier.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import type { CasePorts, KnownReplica } from './case-ports.ts';
import type { CaseTransaction } from './case-store.ts';
import type { Circumstances, ReplicaStanding } from './judge.ts';
import type { ReadOperation } from './read-operation.ts';

type Holder = { readonly opId: OperationId; readonly digest: Digest };

/** Everything that judging these operations needs besides the cases. */
export async function lookUpCircumstances(
  tx: CaseTransaction,
  ports: CasePorts,
  operations: readonly ReadOperation[],
): Promise<ReadonlyMap<OperationId, Circumstances>> {
  const holders = await lookUpNumbers(tx, operations);
  const found = new Map<OperationId, Circumstances>();
  for (const { header } of operations) {
    const replica = await ports.directory.findReplica(header.replica);
    const { role, office } = header;
    found.set(header.opId, {
      replica: standingOf(replica, office),
      author: {
        role,
        office,
        scopes: await ports.directory.findScopes(header.author, role),
        oversight:
          header.kind === 'resolve-conflict'
            ? await ports.directory.findScopes(header.author, 'office-oversight')
            : [],
      },
      workedBy: await ports.references.findWorkedBy(header, header.office),
      fork: forkOf(header, holders.get(header.replica)),
    });
  }
  return found;
}

function standingOf(replica: KnownReplica | 'own' | undefined, office: OfficeId): ReplicaStanding {
  if (replica === undefined) return { standing: 'unknown' };
  if (replica === 'own') return { standing: 'own' };
  if (replica.isRevoked) return { standing: 'revoked' };
  if (replica.office !== office) return { standing: 'of-another-office' };
  return { standing: 'known', station: replica.station };
}

/** Who holds the numbers of these operations and the numbers before them, per replica, this push included. */
async function lookUpNumbers(
  tx: CaseTransaction,
  operations: readonly ReadOperation[],
): Promise<ReadonlyMap<string, ReadonlyMap<number, Holder>>> {
  const byReplica = new Map<string, ReadOperation[]>();
  for (const operation of operations) {
    const { replica } = operation.header;
    byReplica.set(replica, [...(byReplica.get(replica) ?? []), operation]);
  }
  const holders = new Map<string, ReadonlyMap<number, Holder>>();
  for (const [replica, own] of byReplica) {
    const numbers = own.flatMap(({ header }) => [header.n - 1, header.n]).filter((n) => n >= 1);
    const first = own[0];
    if (first === undefined) continue;
    const known = new Map(await tx.findByNumber(first.header.replica, [...new Set(numbers)]));
    for (const { header, wire } of own) {
      if (!known.has(header.n)) known.set(header.n, { opId: header.opId, digest: wire.digest });
    }
    holders.set(replica, known);
  }
  return holders;
}

/**
 * PR6, PR7: a number held by another operation, or a predecessor with another digest than this operation says, shows
 * that the replica was cloned or restored. A predecessor that is not here yet shows nothing; it is a gap.
 */
function forkOf(
  header: ReadOperation['header'],
  holders: ReadonlyMap<number, Holder> | undefined,
): Circumstances['fork'] {
  const holder = holders?.get(header.n);
  if (holder !== undefined && holder.opId !== header.opId) return 'number-taken';
  const before = holders?.get(header.n - 1);
  if (header.n === 1) return header.prev === null ? undefined : 'chain-broken';
  if (before !== undefined && before.digest !== header.prev) return 'chain-broken';
  return undefined;
}
