import { beforeEach, describe, expect, it } from 'vitest';
import { keepReference } from '#renderer/counter/keep-reference.ts';
import { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { toHex } from '#shared/kernel/hex.ts';
import { Digest } from '#shared/kernel/identifier.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { ReferenceKind, ReferenceVersions } from '#shared/protocol/pull.ts';
import { sha256 } from '#test/support/sha256.ts';
import { enrolledJournal } from '#test/support/small-journal.ts';

const KINDS: readonly ReferenceKind[] = ['catalogue', 'calendar', 'offices', 'roster'];

/** Contents as a centre gives them out: not in the canonical order, which is ours to make. */
const contentOf = (kind: ReferenceKind, edition: number): Json => ({ title: kind, edition });

async function digestOfContent(content: Json): Promise<Digest> {
  return Digest.parse(toHex(await sha256.sha256(encodeUtf8(canonicalJson(content)))));
}

/** The versions of an edition; `except` of another one. */
async function versionsOf(
  edition: number,
  except: Partial<Record<ReferenceKind, number>> = {},
): Promise<ReferenceVersions> {
  const entries = KINDS.map(
    async (kind) => [kind, await digestOfContent(contentOf(kind, except[kind] ?? edition))] as const,
  );
  return Object.fromEntries(await Promise.all(entries)) as unknown as ReferenceVersions;
}

describe('versions of the reference data', () => {
  let journal: Awaited<ReturnType<typeof enrolledJournal>>['journal'];
  let shelf: ReferenceShelf;
  let fetched: string[];
  const contents = new Map<string, Json>();

  const fetchJson = async (path: string): Promise<Json> => {
    fetched.push(path.split('/')[3] ?? '');
    const content = contents.get(path);
    if (content === undefined) throw new Error('no connection');
    return content;
  };
  const keep = (versions: ReferenceVersions) => keepReference(shelf, versions, fetchJson, sha256);

  async function offer(edition: number): Promise<void> {
    for (const kind of KINDS) {
      const content = contentOf(kind, edition);
      contents.set(`/api/reference/${kind}/${await digestOfContent(content)}`, content);
    }
  }

  beforeEach(async () => {
    ({ journal } = await enrolledJournal());
    shelf = new ReferenceShelf(journal);
    fetched = [];
    contents.clear();
    await offer(1);
  });

  it('[ST23] are fetched once and kept under their digests, whatever the program forgets', async () => {
    const versions = await versionsOf(1);
    expect(await keep(versions)).toBe(true);
    expect(fetched).toEqual(KINDS);
    expect(await keep(versions)).toBe(false);
    expect(fetched).toEqual(KINDS);
    shelf = new ReferenceShelf(journal);
    expect(await shelf.findCurrent()).toEqual(versions);
    for (const kind of KINDS) {
      const text = await journal.findSideFile(`${kind}-${versions[kind]}.json`);
      expect(text).toBe(canonicalJson(contentOf(kind, 1)));
    }
    expect(await keep(versions)).toBe(false);
  });

  it('[ST23] that are here already are not fetched again', async () => {
    await keep(await versionsOf(1));
    await offer(2);
    const newer = await versionsOf(1, { catalogue: 2 });
    expect(await keep(newer)).toBe(true);
    expect(fetched.slice(KINDS.length)).toEqual(['catalogue']);
    expect(await shelf.findCurrent()).toEqual(newer);
    expect(await keep(await versionsOf(1))).toBe(true);
    expect(fetched).toHaveLength(KINDS.length + 1);
  });

  it.each(KINDS)('[ST23] come into force together: not while the %s cannot be had', async (kind) => {
    const versions = await versionsOf(1);
    await keep(versions);
    await offer(2);
    const newer = await versionsOf(2);
    const path = `/api/reference/${kind}/${newer[kind]}`;
    for (const content of [undefined, contentOf(kind, 3), null, 'a page']) {
      if (content === undefined) contents.delete(path);
      else contents.set(path, content);
      await expect(keep(newer)).rejects.toThrow();
      expect(await shelf.findCurrent()).toEqual(versions);
      expect(await shelf.has(kind, newer[kind])).toBe(false);
    }
    contents.set(path, contentOf(kind, 2));
    expect(await keep(newer)).toBe(true);
    expect(await shelf.findCurrent()).toEqual(newer);
    // What had come before the trouble was kept.
    const others = KINDS.slice(0, KINDS.indexOf(kind));
    for (const other of others) expect(fetched.filter((one) => one === other)).toHaveLength(2);
  });
});
