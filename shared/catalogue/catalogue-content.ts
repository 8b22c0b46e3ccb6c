import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { toHex } from '#shared/kernel/hex.ts';
import type { Digest } from '#shared/kernel/identifier.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';

/**
 * The content of a catalogue as one text: the document of `parseCatalogue`, unknown keys included, in canonical JSON.
 * White space and the order of keys in the file make no difference.
 */
export function catalogueContent(document: Json): string {
  return canonicalJson(document);
}

/** The address of a catalogue version: the SHA-256 of its content in UTF-8. */
export async function hashOfCatalogue(document: Json, hash: Hash): Promise<Digest> {
  return toHex(await hash.sha256(encodeUtf8(catalogueContent(document)))) as Digest;
}
