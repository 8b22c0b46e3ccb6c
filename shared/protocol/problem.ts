import { z } from 'zod';

/**
 * Every kind of error that the centre answers with (`docs/problems.md`). The `type` decides what a caller does;
 * message texts decide nothing.
 */
export const PROBLEM_TYPES = {
  'invalid-request': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'not-permitted': 403,
  'not-found': 404,
  'file-on-its-way': 404,
  'station-taken': 409,
  'file-damaged': 409,
  'body-too-large': 413,
  'unsupported-content': 415,
  'file-not-accepted': 422,
  'protocol-too-old': 426,
  'too-many-requests': 429,
  defect: 500,
  'database-unavailable': 503,
} as const satisfies Record<string, number>;
export type ProblemType = keyof typeof PROBLEM_TYPES;

/** RFC 9457 problem document. It holds no personal data and never repeats what was sent. */
export const ProblemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
export type ProblemDocument = z.infer<typeof ProblemDocument>;

/** The `type` member of a problem document, a reference relative to the documentation. */
export function problemTypeUri(type: ProblemType): string {
  return `/problems/${type}`;
}

/** The problem type that a document names, or `undefined` when it is not one of ours. */
export function findProblemType(document: ProblemDocument): ProblemType | undefined {
  const name = document.type.replace(/^.*\/problems\//, '');
  return Object.hasOwn(PROBLEM_TYPES, name) ? (name as ProblemType) : undefined;
}
