import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueContent, hashOfCatalogue } from '#shared/catalogue/catalogue-content.ts';
import { parseCatalogue } from '#shared/catalogue/parse-catalogue.ts';
import { Digest } from '#shared/kernel/identifier.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { changedText, demoText, type Loose } from './demo-catalogue.ts';

const hash: Hash = {
  sha256: async (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};

async function addressOf(text: string): Promise<string> {
  const parsed = parseCatalogue(text);
  if (!parsed.ok) throw new Error('refused');
  return hashOfCatalogue(parsed.value.document, hash);
}

/** The same document with the members of every object in reverse order. */
function reversed(value: Loose): Loose {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

describe('the content address', () => {
  it('[CA33] white space and the order of keys make no difference', async () => {
    const address = await addressOf(demoText);
    const document = JSON.parse(demoText);
    expect(await addressOf(JSON.stringify(document))).toBe(address);
    expect(await addressOf(JSON.stringify(document, null, '\t'))).toBe(address);
    expect(await addressOf(JSON.stringify(reversed(document)))).toBe(address);
  });

  it('[CA33] the content parses to the same content', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const content = catalogueContent(value as Loose);
        expect(catalogueContent(JSON.parse(content))).toBe(content);
        expect(catalogueContent(reversed(value))).toBe(content);
      }),
    );
  });

  it('[CA33] any other text, order of items or unknown key gives another address', async () => {
    const addresses = await Promise.all(
      [
        () => {},
        (d: Loose) => (d.services[0].title.lv += '.'),
        (d: Loose) => d.services.reverse(),
        (d: Loose) => (d.unknown = 1),
        (d: Loose) => (d.unknown = 2),
      ].map((change) => addressOf(changedText(change))),
    );
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('[CA34] the address is the SHA-256 of the content in UTF-8', async () => {
    const address = await addressOf(demoText);
    const content = catalogueContent(JSON.parse(demoText));
    expect(address).toBe(createHash('sha256').update(content, 'utf8').digest('hex'));
    expect(Digest.safeParse(address).success).toBe(true);
  });
});
