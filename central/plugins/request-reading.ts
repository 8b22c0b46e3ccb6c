import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { pointerOf } from '#shared/kernel/issue.ts';
import { Problem } from './problem.ts';

/** Most places that one answer names. */
const MOST_ERRORS = 50;

/**
 * Reads body, query and parameters of a request by their schema. What is wrong is answered with its places and a
 * sentence each; neither repeats anything that was sent.
 */
export const readingCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema }) => {
  return (sent: unknown) => {
    const read = schema.safeParse(sent);
    if (read.success) return { value: read.data };
    return { error: new Problem('invalid-request', { errors: errorsOf(schema, read.error.issues) }) };
  };
};

function errorsOf(schema: z.ZodType, issues: readonly z.core.$ZodIssue[]) {
  return issues.slice(0, MOST_ERRORS).map((issue) => ({
    pointer: pointerOf(ownPath(schema, issue.path)),
    detail: sentenceOf(issue),
  }));
}

/** The beginning of a path that the schema itself names: a key of a record comes from the sender. */
function ownPath(schema: unknown, path: readonly PropertyKey[]): (string | number)[] {
  const own: (string | number)[] = [];
  let at = schema;
  for (const step of path) {
    while (at instanceof z.ZodOptional || at instanceof z.ZodNullable || at instanceof z.ZodDefault) {
      at = at.unwrap();
    }
    if (at instanceof z.ZodObject && typeof step === 'string' && Object.hasOwn(at.shape, step)) {
      at = at.shape[step];
      own.push(step);
    } else if (at instanceof z.ZodArray && typeof step === 'number') {
      at = at.element;
      own.push(step);
    } else break;
  }
  return own;
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'Something must stand here.'
        : `This must be of type ${issue.expected}.`;
    case 'too_big':
      return `This is too large; at most ${issue.maximum} is allowed.`;
    case 'too_small':
      return `This is too small; at least ${issue.minimum} is needed.`;
    case 'invalid_value':
      return `This must be one of: ${issue.values.map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return 'There are keys here that are not known.';
    case 'invalid_key':
      return 'A key here does not have the right form.';
    default:
      return 'This does not have the right form.';
  }
}
