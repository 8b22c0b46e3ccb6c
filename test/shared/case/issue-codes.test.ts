import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { REFUSAL_CODES } from '#shared/case/refusal.ts';
import { REQUEST_ISSUE_CODES } from '#shared/case/request/request-issue.ts';
import { FIELD_ISSUE_CODES } from '#shared/forms/field-issue.ts';
import { JOURNAL_REFUSAL_CODES } from '#shared/journal/journal-entry.ts';
import { PERSON_ISSUE_CODES } from '#shared/person/person-issue.ts';

/** The source of a room without its comments. */
function sourceOf(room: string): string {
  const files = globSync(`shared/${room}/**/*.ts`);
  expect(files.length).toBeGreaterThan(5);
  return files
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

/** Every literal that stands for a code in a call of one of `names`, or as a member `code`. */
function codesIn(source: string, names: readonly string[]): Set<string> {
  const codes = new Set<string>();
  const take = (text: string): void => {
    // Places inside an answer, pointers and what something is compared with are no codes.
    const bare = text.replace(/\[[^\]]*\]/g, '').replace(/===? '[^']*'/g, '');
    for (const [, code = ''] of bare.matchAll(/'([a-z][a-z0-9-]*)'/g)) codes.add(code);
  };
  for (const call of source.matchAll(new RegExp(`(?<![\\w.])(?:${names.join('|')})\\(`, 'g'))) {
    let depth = 1;
    let end = call.index + call[0].length;
    for (; depth > 0 && end < source.length; end += 1) {
      if (source[end] === '(') depth += 1;
      if (source[end] === ')') depth -= 1;
    }
    take(source.slice(call.index + call[0].length, end - 1));
  }
  for (const [, text = ''] of source.matchAll(/\bcode: ([^,}\n]+)/g)) take(text);
  return codes;
}

/** Codes that stand in the source as a literal at all. */
const standIn = (source: string, codes: readonly string[]): string[] =>
  codes.filter((code) => source.split(`'${code}'`).length > 2);

describe('codes for people', () => {
  it('[FD22] of fields are all in their list, and the list has no others', () => {
    const source = sourceOf('forms');
    const used = codesIn(source, ['refuse']);
    expect(used.size).toBeGreaterThan(20);
    // zod's own word for what a check of ours reports
    const known = new Set<string>([...FIELD_ISSUE_CODES, 'custom']);
    expect([...used].filter((code) => !known.has(code))).toEqual([]);
    const own = FIELD_ISSUE_CODES.filter((code) => !/^(person-code|registration-number)-/.test(code));
    expect(standIn(source, own)).toEqual(own);
    const numbers = PERSON_ISSUE_CODES.filter((code) => /^(person-code|registration-number)-/.test(code));
    expect(FIELD_ISSUE_CODES).toEqual([...own, ...numbers]);
  });

  it('[RG3] of requests are all in their list, and the list has no others', () => {
    const source = sourceOf('case');
    const used = codesIn(source, ['requestIssue', 'refused']);
    const known = new Set<string>([...REQUEST_ISSUE_CODES, ...REFUSAL_CODES]);
    expect(used.size).toBeGreaterThan(10);
    expect([...used].filter((code) => !known.has(code))).toEqual([]);
    expect(standIn(source, REQUEST_ISSUE_CODES)).toEqual([...REQUEST_ISSUE_CODES]);
  });

  it('[CL3] of refusals are all in their list, and the list has no others', () => {
    const source = `${sourceOf('case')}${sourceOf('service-level')}`;
    expect(standIn(source, REFUSAL_CODES)).toEqual([...REFUSAL_CODES]);
  });

  it('[JR20] of the journal are all in their list, and the list has no others', () => {
    const source = sourceOf('journal');
    const used = codesIn(source, ['refused']);
    expect([...used].sort()).toEqual([...JOURNAL_REFUSAL_CODES].sort());
  });

  it('[RG3] no code stands twice in a list', () => {
    for (const codes of [FIELD_ISSUE_CODES, REQUEST_ISSUE_CODES, REFUSAL_CODES, JOURNAL_REFUSAL_CODES]) {
      expect(new Set(codes).size).toBe(codes.length);
    }
  });
});
