import type { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { toHex } from '#shared/kernel/hex.ts';
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
    const digest = versions[kind];
    if (await shelf.has(kind, digest)) continue;
    const text = canonicalJson((await fetchJson(`/api/reference/${kind}/${digest}`)) as Json);
    const found = toHex(await hash.sha256(encodeUtf8(text)));
    if (found !== digest) throw new Error(`the ${kind} that came does not have its digest`);
    await shelf.put(kind, digest, text);
  }
  await shelf.setCurrent(versions);
  return true;
}
