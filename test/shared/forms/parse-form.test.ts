import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldDefinition } from '#shared/forms/field-definition.ts';
import { FieldKind } from '#shared/forms/field-definition.ts';
import { type FormAnswers, formFacts } from '#shared/forms/form-facts.ts';
import { lenientAnswers } from '#shared/forms/lenient-answers.ts';
import { type ParsedForm, parseForm } from '#shared/forms/parse-form.ts';
import { anyAnswer } from './arbitrary-answers.ts';
import { fieldOf, RECEIVED_ON } from './field-samples.ts';

/** Reads a form on its own, with nothing known besides its answers. */
function read(
  fields: readonly FieldDefinition[],
  values: Record<string, unknown>,
  rest: Partial<FormAnswers> = {},
): ParsedForm {
  const facts = formFacts(fields, { values, common: {}, eligibility: {}, ...rest });
  return parseForm(fields, values, facts, RECEIVED_ON);
}

const codesIn = (form: ParsedForm): string[] => form.issues.map(({ pointer, code }) => `${pointer} ${code}`);

describe('a form', () => {
  const kind = fieldOf('select', { id: 'kind', required: true });
  const onlyForA = fieldOf('text', {
    id: 'onlyForA',
    required: true,
    showIf: { field: 'kind', equals: 'a' },
  });
  const below = fieldOf('text', {
    id: 'below',
    required: true,
    showIf: { field: 'onlyForA', notEquals: 'x' },
  });

  it('[FD1] leaves out what is hidden', () => {
    const answers = { kind: 'b', onlyForA: 'kept in the draft', below: 'seen' };
    expect(read([kind, onlyForA, below], answers)).toEqual({
      values: { kind: 'b', below: 'seen' },
      issues: [],
      warnings: [],
    });
    expect(lenientAnswers([kind, onlyForA, below], answers)).toEqual(answers);
  });

  it('[FD4] a hidden field counts as unanswered, whatever stands in it and wherever it stands', () => {
    const answers = { kind: 'b', onlyForA: 'x', below: 'seen' };
    expect(read([below, onlyForA, kind], answers).values).toEqual({ kind: 'b', below: 'seen' });
    expect(read([below, onlyForA, kind], { ...answers, kind: 'a' }).values).toEqual({
      kind: 'a',
      onlyForA: 'x',
    });
  });

  it('[FD3] asks for what is required and shown', () => {
    expect(codesIn(read([kind, onlyForA, below], {}))).toEqual(['/kind required', '/below required']);
    expect(codesIn(read([kind, onlyForA, below], { kind: 'a', onlyForA: ' \u200B\u0001 ' }))).toEqual([
      '/onlyForA required',
      '/below required',
    ]);
  });

  it('[FD3] asks where requiredIf holds, and always where required stands beside it', () => {
    const reason = fieldOf('text', { id: 'reason', requiredIf: { field: 'kind', equals: 'b' } });
    expect(codesIn(read([kind, reason], { kind: 'a' }))).toEqual([]);
    expect(codesIn(read([kind, reason], { kind: 'b' }))).toEqual(['/reason required']);
    expect(codesIn(read([kind, { ...reason, required: true }], { kind: 'a' }))).toEqual(['/reason required']);
    const aboutCommon = fieldOf('text', { id: 'y', requiredIf: { common: 'representation', equals: true } });
    expect(codesIn(read([aboutCommon], {}, { common: { representation: true } }))).toEqual(['/y required']);
    const aboutQuestion = fieldOf('text', { id: 'y', requiredIf: { eligibility: 'q', equals: false } });
    expect(codesIn(read([aboutQuestion], {}, { eligibility: { q: false } }))).toEqual(['/y required']);
    expect(codesIn(read([aboutQuestion], {}, { eligibility: { q: undefined } }))).toEqual([]);
  });

  it('[FD3] takes a no for the answer to a required yes-or-no field', () => {
    const agrees = fieldOf('boolean', { id: 'agrees', required: true });
    expect(read([agrees], { agrees: false }).values).toEqual({ agrees: false });
    expect(codesIn(read([agrees], {}))).toEqual(['/agrees required']);
  });

  it('[FD4] in a form of common fields `common` and `field` mean the same, and parties can be known', () => {
    const email = fieldOf('email', {
      id: 'email',
      required: true,
      showIf: { common: 'answer', equals: 'email' },
    });
    const answer = fieldOf('text', { id: 'answer' });
    const abroad = fieldOf('text', {
      id: 'abroad',
      required: true,
      showIf: { field: 'foreignPerson', equals: true },
    });
    const own = { common: 'this-form', known: { foreignPerson: true } } as const;
    expect(codesIn(read([email, answer, abroad], { answer: 'email' }, own))).toEqual([
      '/email required',
      '/abroad required',
    ]);
    expect(codesIn(read([email, answer, abroad], { answer: 'post' }, { ...own, known: {} }))).toEqual([]);
  });

  it('[FD11] compares dates wherever the other field stands, when it is shown and accepted by itself', () => {
    const from = fieldOf('date', { id: 'from', validation: { notPast: true } });
    const to = fieldOf('date', { id: 'to', validation: { notBeforeField: 'from' } });
    const early = ['/to date-too-early'];
    for (const fields of [
      [from, to],
      [to, from],
    ]) {
      expect(codesIn(read(fields, { from: '02.11.2026', to: '01.11.2026' }))).toEqual(early);
      expect(codesIn(read(fields, { from: '02.11.2026', to: '02.11.2026' }))).toEqual([]);
      expect(codesIn(read(fields, { to: '01.01.2020' }))).toEqual([]);
      expect(codesIn(read(fields, { from: '01.01.2026', to: '01.01.2025' }))).toEqual(['/from date-in-past']);
    }
    const hidden = { ...from, showIf: { field: 'to', equals: 'never' } };
    expect(codesIn(read([hidden, to], { from: '02.11.2026', to: '01.11.2026' }))).toEqual([]);
  });

  it('[FD11] compares two dates that each look at the other', () => {
    const a = fieldOf('date', { id: 'a', validation: { notBeforeField: 'b' } });
    const b = fieldOf('date', { id: 'b', validation: { notBeforeField: 'a' } });
    expect(codesIn(read([a, b], { a: '01.11.2026', b: '02.11.2026' }))).toEqual(['/a date-too-early']);
    expect(codesIn(read([a, b], { a: '01.11.2026', b: '01.11.2026' }))).toEqual([]);
  });

  it('[FD23] reads a retired field and asks for it no more', () => {
    const old = fieldOf('text', { id: 'old', required: true, retired: true });
    expect(read([old], {})).toEqual({ values: {}, issues: [], warnings: [] });
    expect(read([old], { old: ' a ' }).values).toEqual({ old: 'a' });
  });

  it('[FD22] tells every issue with its pointer, and values only of what was accepted', () => {
    const fields = [
      fieldOf('number', { id: 'a/b' }),
      fieldOf('person-code', { id: 'code' }),
      fieldOf('registration-number', { id: 'number' }),
      fieldOf('text', { id: 'good' }),
    ];
    const six = '60000000004';
    const form = read(fields, { 'a/b': 'x', code: { code: '1' }, number: six, good: 'yes' });
    expect(codesIn(form)).toEqual(['/a~1b not-a-number', '/code/code person-code-invalid-length']);
    expect(form.values).toEqual({ good: 'yes', number: six });
    expect(form.warnings).toEqual([{ pointer: '/number', code: 'registration-number-leading-6' }]);
  });

  it('[FD22] names of every object are names like others', () => {
    const field = fieldOf('text', { id: 'constructor', required: true });
    expect(codesIn(read([field], {}))).toEqual(['/constructor required']);
    expect(Object.entries(read([field], { constructor: 'x' }).values)).toEqual([['constructor', 'x']]);
  });

  it('[FD2] [FD4] read again is the same form, and no answers make it fail', () => {
    const anyFields = fc.array(
      fc.record({
        type: fc.constantFrom(...FieldKind.options),
        required: fc.boolean(),
        showIf: fc.option(fc.nat(5), { nil: undefined }),
        before: fc.option(fc.nat(5), { nil: undefined }),
        equals: fc.constantFrom('a', 'b', true, 1, 'LV80BANK0000435195001', '2026-11-24'),
      }),
      { maxLength: 6 },
    );
    const anyAnswers = fc.array(fc.oneof(...FieldKind.options.map(anyAnswer)), {
      minLength: 6,
      maxLength: 6,
    });
    let accepted = 0;
    fc.assert(
      fc.property(anyFields, anyAnswers, (shapes, answers) => {
        const fields = shapes.map(({ type, required, showIf, before, equals }, place) =>
          fieldOf(type, {
            id: `f${place}`,
            required,
            // Only at earlier fields: a catalogue has no circles.
            ...(showIf !== undefined && showIf < place && { showIf: { field: `f${showIf}`, equals } }),
            ...(before !== undefined && { validation: { notBeforeField: `f${before}` } }),
          }),
        );
        const raw = Object.fromEntries(answers.map((answer, place) => [`f${place}`, answer]));
        const form = read(fields, raw);
        const accepting = fields.filter(
          ({ id }) => !form.issues.some(({ pointer }) => pointer.startsWith(`/${id}`)),
        );
        if (form.issues.length > 0) return;
        accepted += 1;
        expect(read(accepting, { ...form.values })).toEqual(form);
      }),
      { numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });
});

describe('a draft of a form', () => {
  it('[FD24] keeps what its fields can hold, as typed', () => {
    const fields = [
      fieldOf('text', { id: 'a' }),
      fieldOf('boolean', { id: 'b' }),
      fieldOf('address', { id: 'c' }),
      fieldOf('number', { id: 'd' }),
    ];
    const raw = { a: '  \u0001 half\uD800 ', b: 'yes', c: { text: ' x', registerCode: '9' }, d: 5, other: 1 };
    expect(lenientAnswers(fields, raw)).toEqual({ a: raw.a, c: raw.c, d: 5 });
    expect(lenientAnswers(fields, { a: 5, c: 'x', d: {} })).toEqual({});
  });

  it('[FD24] kept twice is kept once, for any JSON', () => {
    const fields = FieldKind.options.map((kind) => fieldOf(kind, { id: kind }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...FieldKind.options), fc.jsonValue()), (raw) => {
        const kept = lenientAnswers(fields, raw);
        expect(lenientAnswers(fields, kept)).toEqual(kept);
        // Of an object only the members that its field knows are kept.
        for (const [id, answer] of Object.entries(kept)) expect(raw[id]).toMatchObject(answer as object);
      }),
    );
  });
});
