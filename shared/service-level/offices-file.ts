import { z } from 'zod';
import { invariant } from '#shared/kernel/invariant.ts';
import { type Issue, pointerOf } from '#shared/kernel/issue.ts';
import { TIME_ZONE } from '#shared/kernel/local-time.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { Office } from './office.ts';

/** A file of offices. Keys that the program does not read are kept as they came. */
export const OfficesFile = z.looseObject({
  schemaVersion: z.literal('1.0'),
  timezone: z.literal(TIME_ZONE),
  offices: z.array(Office).min(1),
});
export type OfficesFile = z.infer<typeof OfficesFile>;

const CODES = [
  'empty',
  'not-json',
  'missing',
  'wrong-type',
  'unknown-key',
  'unknown-value',
  'too-small',
  'not-a-service-list',
  'not-a-date',
  'not-a-time',
  'not-an-office-id',
  'not-an-office-code',
  'not-a-counter-id',
  'not-a-ticket-prefix',
  'ends-before-it-begins',
  'intervals-overlap',
  'text-missing',
  'text-in-one-language',
  'duplicate',
  'service-not-of-office',
] as const;

/** What can be wrong with a file of offices. */
export type OfficesFileIssueCode = (typeof CODES)[number];

/** One fault of a file of offices. `duplicate` names the pointer of the first one as `params.first`. */
export interface OfficesFileIssue extends Issue {
  readonly code: OfficesFileIssueCode;
}

/**
 * Reads the text of a file of offices ([SL33] in `docs/service-level.md`). Every fault of form is reported with its
 * JSON pointer; references and duplicates are looked at once the form is right. Nothing is kept of a faulty file.
 * Whether the services exist is for the catalogue to say.
 */
export function parseOfficesFile(text: string): Result<OfficesFile, readonly OfficesFileIssue[]> {
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') return refused([{ pointer: '', code: 'empty' }]);
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    return refused([{ pointer: '', code: 'not-json' }]);
  }
  const parsed = OfficesFile.safeParse(document, { reportInput: true });
  if (!parsed.success) return refused(parsed.error.issues.flatMap(issuesOf));
  const issues = [...duplicateIssues(parsed.data), ...serviceIssues(parsed.data)];
  return issues.length === 0 ? ok(parsed.data) : refused(issues);
}

function issuesOf(issue: z.core.$ZodIssue): OfficesFileIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), code: 'unknown-key' }));
  }
  return [{ pointer: pointerOf(issue.path), code: codeOf(issue) }];
}

function codeOf(issue: z.core.$ZodIssue): OfficesFileIssueCode {
  if (issue.input === undefined) return 'missing';
  switch (issue.code) {
    case 'invalid_type':
      return 'wrong-type';
    case 'invalid_value':
      return 'unknown-value';
    case 'too_small':
      return 'too-small';
    case 'invalid_union':
      return 'not-a-service-list';
    default: {
      // Our own checks carry their code as the message; the kernel's date carries words.
      const message = issue.message.replaceAll(' ', '-');
      const code = CODES.find((known) => known === message);
      invariant(code !== undefined, 'a check of the offices file without a code');
      return code;
    }
  }
}

/** Identifiers and codes in the whole file, dates and services in each office. */
function duplicateIssues(file: OfficesFile): OfficesFileIssue[] {
  const firstPlaces = new Map<string, string>();
  const issues: OfficesFileIssue[] = [];
  const take = (scope: string, value: string, path: readonly (string | number)[]): void => {
    const key = JSON.stringify([scope, value]);
    const first = firstPlaces.get(key);
    const pointer = pointerOf(path);
    if (first === undefined) firstPlaces.set(key, pointer);
    else issues.push({ pointer, code: 'duplicate', params: { first } });
  };
  for (const [index, office] of file.offices.entries()) {
    const at = ['offices', index];
    take('id', office.id, [...at, 'id']);
    take('code', office.code, [...at, 'code']);
    for (const [position, counter] of office.counters.entries()) {
      take('counter', counter.id, [...at, 'counters', position, 'id']);
    }
    for (const [position, day] of office.specialDays.entries()) {
      take(`special day ${index}`, day.date, [...at, 'specialDays', position, 'date']);
    }
    for (const [position, service] of office.services.entries()) {
      take(`service ${index}`, service, [...at, 'services', position]);
    }
  }
  return issues;
}

/** A counter gives only services that its office gives. */
function serviceIssues(file: OfficesFile): OfficesFileIssue[] {
  const issues: OfficesFileIssue[] = [];
  for (const [index, office] of file.offices.entries()) {
    const ofOffice = new Set(office.services);
    for (const [position, counter] of office.counters.entries()) {
      if (counter.services === 'all') continue;
      for (const [place, service] of counter.services.entries()) {
        if (ofOffice.has(service)) continue;
        const pointer = pointerOf(['offices', index, 'counters', position, 'services', place]);
        issues.push({ pointer, code: 'service-not-of-office' });
      }
    }
  }
  return issues;
}
