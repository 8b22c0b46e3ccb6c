import { CaseCommand } from '#shared/case/case-command.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { isWellFormed } from '#shared/kernel/clean-text.ts';
import { findBytesOfHex } from '#shared/kernel/hex.ts';
import { digestOf } from '#shared/kernel/operation-digest.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import type { WireOperation } from '#shared/protocol/push.ts';

/** An operation whose envelope could be read and whose digest fits. */
export interface ReadOperation {
  readonly wire: WireOperation;
  readonly header: OperationHeader;
  /** The command, or why the payload is not one that this centre knows. */
  readonly command:
    | { readonly kind: 'known'; readonly command: CaseCommand }
    | { readonly kind: 'unknown'; readonly code: 'kind-not-known' | 'payload-not-readable' };
}

/** A header has two levels; what a later version may add is not deeper than this. Whoever nests more means harm. */
const MOST_HEADER_LEVELS = 8;

/** What is wrong with an envelope. It cannot be stored as an operation, so the sender is told the place. */
export type EnvelopeProblem = 'header-not-readable' | 'header-not-canonical' | 'digest-mismatch';

/**
 * Reads one operation of a push. An envelope that cannot be trusted is refused as damaged on the way; a payload that
 * this centre does not understand is still an operation, kept and held.
 */
export async function readOperation(
  wire: WireOperation,
  hash: Hash,
): Promise<Result<ReadOperation, EnvelopeProblem>> {
  const json = findJson(wire.header);
  if (!isNestedAtMost(json, MOST_HEADER_LEVELS)) return refused('header-not-readable');
  const header = OperationHeader.safeParse(json);
  if (!header.success) return refused('header-not-readable');
  if (canonicalJson(json as Json) !== wire.header) return refused('header-not-canonical');
  // A text that the storage could not keep as it is (NUL, half a surrogate pair) has no digest to be checked later.
  if (wire.payload.includes('\0') || !isWellFormed(wire.payload)) return refused('digest-mismatch');
  const salt = findBytesOfHex(wire.salt) ?? new Uint8Array();
  if ((await digestOf({ header: wire.header, salt, payload: wire.payload }, hash)) !== wire.digest) {
    return refused('digest-mismatch');
  }
  return ok({ wire, header: header.data, command: readCommand(header.data.kind, wire.payload) });
}

/** Whether no more than `levels` lists and objects stand inside each other. */
function isNestedAtMost(json: unknown, levels: number): boolean {
  if (typeof json !== 'object' || json === null) return true;
  return levels > 0 && Object.values(json).every((inner) => isNestedAtMost(inner, levels - 1));
}

function readCommand(kind: string, payload: string): ReadOperation['command'] {
  const json = findJson(payload);
  const command = CaseCommand.safeParse(json);
  if (command.success && command.data.kind === kind) return { kind: 'known', command: command.data };
  const isKnownKind = CaseCommand.options.some((option) => option.shape.kind.value === kind);
  return { kind: 'unknown', code: isKnownKind ? 'payload-not-readable' : 'kind-not-known' };
}

function findJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
