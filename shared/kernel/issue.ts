import { z } from 'zod';

/**
 * One thing that is wrong at one place, for a person: the place as a JSON pointer (RFC 6901), a literal `code` that
 * the message files turn into a sentence, and the numbers or names which that sentence needs.
 * An issue never holds what the person typed.
 */
export const Issue = z.object({
  pointer: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Issue = z.infer<typeof Issue>;

/** A JSON pointer from its steps, escaped by RFC 6901. The empty path is the whole document. */
export function pointerOf(path: readonly (string | number | symbol)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
