import { describe, expect, it } from 'vitest';
import { catalogueLine } from '#shared/catalogue/catalogue-sentences.ts';
import { countsOf } from '#shared/catalogue/find-service.ts';
import { parseCatalogue } from '#shared/catalogue/parse-catalogue.ts';
import { both, s0, s1, select } from './defect-row.ts';
import { changedText, defectsAfter, demoText, type Loose, shortOf } from './demo-catalogue.ts';
import { fieldDefects } from './field-defects.ts';
import { referenceDefects } from './reference-defects.ts';
import { shapeDefects } from './shape-defects.ts';

const ROWS = [...shapeDefects, ...referenceDefects, ...fieldDefects];

describe('parseCatalogue', () => {
  it('[CA39] the demonstration has 12 services, 77 fields and 228 steps, and nothing to note', () => {
    const parsed = parseCatalogue(demoText);
    if (!parsed.ok) throw new Error(parsed.problem.map(catalogueLine).join('\n'));
    expect(countsOf(parsed.value.catalogue)).toEqual({
      services: 12,
      fields: 77,
      commonFields: 18,
      steps: 228,
    });
    expect(parsed.value.notes).toEqual([]);
    expect(parsed.value.document).toEqual(JSON.parse(demoText));
  });

  it.each(ROWS.map(([rule, what, change, ...defects]) => ({ rule, what, change, defects })))(
    '[$rule] $what is found at its place and alone',
    ({ change, defects }) => {
      expect(defectsAfter(change)).toEqual(defects);
    },
  );

  it('[CA6] every sentence of the table is one line with a full stop and names what is allowed or needed', () => {
    for (const [, , change] of ROWS) {
      const parsed = parseCatalogue(changedText(change));
      for (const { sentence } of parsed.ok ? [] : parsed.problem) {
        expect(sentence).toMatch(/^[^\n]+\.$/);
        expect(sentence).toMatch(/allowed|must|needed|declared|both are|its options|compared with/);
      }
    }
  });

  it('[CA13] the sentence on an unknown field type lists the types', () => {
    const parsed = parseCatalogue(changedText((d) => (s0(d).fields[0].type = 'colour')));
    expect(parsed.ok ? '' : parsed.problem.map(catalogueLine).join()).toBe(
      '/services/0/fields/0/type: There is no field type "colour"; allowed: "text", "textarea", "number", "money", ' +
        '"date", "select", "boolean", "person-code", "registration-number", "address", "phone", "email", "iban", ' +
        '"document-number".',
    );
  });

  it('[CA22] the sentence on a circle names its members', () => {
    const parsed = parseCatalogue(
      changedText((d) =>
        s0(d).fields.push(
          select('x', { showIf: { field: 'y', equals: 'a' } }),
          select('y', { showIf: { field: 'z', equals: 'a' } }),
          select('z', { showIf: { field: 'x', equals: 'a' } }),
        ),
      ),
    );
    expect(parsed.ok ? '' : parsed.problem[0]?.sentence).toMatch(/^"x", "y", "z" refer to each other/);
  });
});

describe('what is accepted', () => {
  it('[CA8] unknown keys are kept in the document, left out of the catalogue and noted', () => {
    const parsed = parseCatalogue(
      changedText((d) => {
        d.extra = { deep: [1, 'two'] };
        s0(d).fields[0].validation.minn = 3;
        s0(d).title.ru = 'x';
      }),
    );
    if (!parsed.ok) throw new Error('refused');
    expect(parsed.value.notes.map(shortOf)).toEqual([
      '/services/0/title/ru unknown-key',
      '/services/0/fields/0/validation/minn unknown-key',
      '/extra unknown-key',
    ]);
    expect(parsed.value.document).toHaveProperty(['extra', 'deep', 1], 'two');
    expect(parsed.value.catalogue).not.toHaveProperty('extra');
  });

  it('[CA8] what means nothing is noted and not refused', () => {
    const parsed = parseCatalogue(
      changedText((d) => {
        s0(d).fields[5].validation = { pattern: 'x' };
        s0(d).fields[6].options = [{ value: 'a', label: both }];
        delete s0(d).eligibility[0].refusalReason;
      }),
    );
    expect(parsed.ok && parsed.value.notes.map(shortOf)).toEqual([
      '/services/0/eligibility/0 refusal-without-reason',
      '/services/0/fields/5/validation/pattern useless-validation',
      '/services/0/fields/6/options useless-options',
    ]);
  });

  it('[CA9] keys named like properties of every object are ordinary unknown keys', () => {
    const text = demoText.replace('{', '{"__proto__": {"polluted": true}, "constructor": 1, ');
    const parsed = parseCatalogue(text);
    if (!parsed.ok) throw new Error('refused');
    expect(parsed.value.notes.map(shortOf)).toEqual(['/__proto__ unknown-key', '/constructor unknown-key']);
    expect(Object.getPrototypeOf(parsed.value.catalogue)).toBe(Object.prototype);
    expect(Object.hasOwn(parsed.value.document as object, '__proto__')).toBe(true);
    expect(({} as Loose).polluted).toBeUndefined();
  });

  it('[CA9] a condition on a property of every object is a reference to nothing', () => {
    expect(defectsAfter((d) => (s0(d).fields[3].showIf.field = 'toString'))).toEqual([
      '/services/0/fields/3/showIf/field unknown-reference',
    ]);
  });

  it('[CA11] a service may have no fields, evidence, fees, conditions, channels or related services', () => {
    expect(
      defectsAfter((d) => {
        Object.assign(s0(d), {
          fields: [],
          evidence: [],
          fees: [],
          eligibility: [],
          refusalReasons: [],
          channels: [],
          providers: [],
          legalBasis: [],
          keywords: [],
          lifeEvents: [],
          relatedServices: [],
        });
      }),
    ).toEqual([]);
  });

  it('[CA10] what is optional may be left out', () => {
    expect(
      defectsAfter((d) => {
        delete d.notice;
        delete d.satisfaction;
        delete s0(d).provenance;
        delete s0(d).serviceLevel.decision.startsAt;
        s0(d).stages[0].steps[0].target = null;
      }),
    ).toEqual([]);
  });

  it('[CA15] a fee that is set locally is null', () => {
    expect(defectsAfter((d) => (s0(d).fees[0].amount = null))).toEqual([]);
  });

  it('[CA20] a related service may be named by its former identifier', () => {
    expect(
      defectsAfter((d) => {
        s1(d).supersededIds = ['pase'];
        s0(d).relatedServices[0].id = 'pase';
      }),
    ).toEqual([]);
  });

  it('[CA32] retired things may be referred to, and a retired variant needs no option', () => {
    expect(
      defectsAfter((d) => {
        s0(d).retired = true;
        Object.assign(s0(d).fields[2], { retired: true });
        Object.assign(s0(d).fields[2].options[0], { retired: true, supersededBy: 'other' });
        Object.assign(s0(d).refusalReasons[0], { retired: true, supersededBy: s0(d).refusalReasons[1].id });
        s1(d).variants[3].retired = true;
        s1(d).fields[0].options.pop();
      }),
    ).toEqual([]);
  });
});
