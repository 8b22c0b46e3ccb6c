import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldKind } from '#shared/forms/field-definition.ts';
import { FIELD_ISSUE_CODES } from '#shared/forms/field-issue.ts';
import { fieldTypeOf } from '#shared/forms/field-types.ts';
import { FieldValue } from '#shared/forms/field-value.ts';
import { anyAnswer, anyField } from './arbitrary-answers.ts';
import { check, fieldOf } from './field-samples.ts';

const codes: ReadonlySet<string> = new Set(FIELD_ISSUE_CODES);

describe.each(FieldKind.options)('every %s field', (kind) => {
  const type = fieldTypeOf(kind);

  it('[FD2] accepts its own value unchanged, as the record can hold it', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyField(kind), anyAnswer(kind), (field, raw) => {
        const first = check(field, raw);
        if (first.value === undefined) return;
        accepted += 1;
        expect(check(field, first.value)).toEqual(first);
        // What travels is JSON.
        expect(FieldValue.parse(JSON.parse(JSON.stringify(first.value)))).toEqual(first.value);
        expect(type.isEmpty(raw)).toBe(false);
        expect(type.isEmpty(first.value)).toBe(false);
        expect(type.draft.safeParse(first.value).success).toBe(true);
        expect(type.read(field, first.value).kind).toBeTypeOf('string');
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  it('[FD4] shows conditions the same before and after it was accepted', () => {
    fc.assert(
      // Without limits: two digits of a year then mean the same to both.
      fc.property(anyAnswer(kind), (raw) => {
        const { value } = check(fieldOf(kind), raw);
        if (value !== undefined) expect(type.conditionValue(value)).toEqual(type.conditionValue(raw));
        if (type.isEmpty(raw)) expect(type.conditionValue(raw)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it('[FD22] refuses every other JSON value with codes of its list', () => {
    fc.assert(
      fc.property(anyField(kind), fc.oneof(fc.jsonValue(), anyAnswer(kind)), (field, raw) => {
        const { value, issues } = check(field, raw);
        expect(value === undefined).toBe(issues.length > 0);
        for (const issue of issues) expect(codes).toContain(issue.split(' ')[0]);
        type.isEmpty(raw);
        type.conditionValue(raw);
        type.draft.safeParse(raw);
      }),
      { numRuns: 300 },
    );
  });
});
