import type { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import { ExchangeFailure } from '#renderer/sync/exchange-failure.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { toHex } from '#shared/kernel/hex.ts';
import type { Digest } from '#shared/kernel/identifier.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { ReferenceKind, ReferenceVersions } from '#shared/protocol/pull.ts';

const KINDS: readonly ReferenceKind[] = ['catalogue', 'calendar', 'offices', 'roster'];

/**
 * Fetches the versions that the shelf does not have and then puts all of them in force at once. A version whose content
 * does not have its digest is not taken, and what was in force stays. Returns whether anything changed.
 */
export async function keepReference(
  shelf: ReferenceShelf,
  versions: ReferenceVersions,
  fetchJson: (path: string) => Promise<unknown>,
  hash: Hash,
): Promise<boolean> {
  const current = await shelf.findCurrent();
  if (current !== undefined && KINDS.every((kind) => current[kind] === versions[kind])) return false;
  for (const kind of KINDS) {
    await keepVersion(shelf, kind, versions[kind], fetchJson, hash);
  }
  await shelf.setCurrent(versions);
  return true;
}

/** Fetches one version that the shelf does not have. Throws when it cannot be had, or what came is something else. */
export async function keepVersion(
  shelf: ReferenceShelf,
  kind: ReferenceKind,
  digest: Digest,
  fetchJson: (path: string) => Promise<unknown>,
  hash: Hash,
): Promise<void> {
  if (await shelf.has(kind, digest)) return;
  const text = canonicalJson((await fetchJson(`/api/reference/${kind}/${digest}`)) as Json);
  const found = toHex(await hash.sha256(encodeUtf8(text)));
  if (found !== digest) throw new ExchangeFailure('centre-defect');
  await shelf.put(kind, digest, text);
}
