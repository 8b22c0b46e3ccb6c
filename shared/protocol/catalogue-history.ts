import { z } from 'zod';
import { Digest } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';

/** One version of the catalogue: its number, and since when it is in force, or was first. */
export const CatalogueVersion = z.object({ number: z.int().min(1), hash: Digest, since: Instant });
export type CatalogueVersion = z.infer<typeof CatalogueVersion>;

/** `GET /api/reference/catalogues`: every version that is or was in force, by its number. */
export const CatalogueHistory = z.object({ versions: z.array(CatalogueVersion) });
export type CatalogueHistory = z.infer<typeof CatalogueHistory>;
