import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryOver } from '#shared/case/request/carry-over.ts';
import { RequestDraft } from '#shared/case/request/request-draft.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import { demoText, type Loose } from '#test/shared/catalogue/demo-catalogue.ts';

const before = Catalogue.parse(JSON.parse(demoText));

function edited(edit: (service: Loose) => void, id: string): Catalogue {
  const document = JSON.parse(demoText);
  edit(document.services.find((service: Loose) => service.id === id));
  return Catalogue.parse(document);
}

const SERVICE = 'nin-atvieglojums';
const service = before.services.find(({ id }) => id === SERVICE) ?? expect.fail('no such service');
const select = service.fields.find(({ type }) => type === 'select') ?? expect.fail('no select');
const text =
  service.fields.find(({ type }) => type === 'text' || type === 'textarea') ?? expect.fail('no text');
const question = service.eligibility[0] ?? expect.fail('no question');
const evidence = service.evidence.find(({ mode }) => mode !== 'register-check') ?? expect.fail('none');

const draft = RequestDraft.parse({
  service: SERVICE,
  channel: 'counter',
  need: 'Vajadzība',
  applicant: { kind: 'resident', givenName: 'Anna' },
  common: { phone: '20000001' },
  values: { [select.id]: select.options?.[0]?.value, [text.id]: 'Ierakstīts teksts' },
  eligibility: { [question.id]: { answer: true } },
  evidence: { [evidence.id]: { status: 'missing', documentNumber: 'PARAUGS-1' } },
});

const named = (fields: Loose, id: string): Loose => fields.find((field: Loose) => field.id === id);
const carried = (edit: (service: Loose) => void) => carryOver(draft, before, edited(edit, SERVICE));

describe('a draft and another version of the catalogue', () => {
  it('[CA55] loses nothing when everything has its place', () => {
    expect(carryOver(draft, before, before)).toEqual({ draft, left: [] });
    const reworded = carried((own) => {
      own.fields.reverse();
      own.title.lv = 'Cits';
      for (const field of own.fields) field.help = { lv: 'Palīgs', en: 'Help' };
    });
    expect(reworded).toEqual({ draft, left: [] });
  });

  it('[CA56] names a field that is asked no more, with what was entered', () => {
    const removed = carried((own) => {
      own.fields = own.fields.filter(({ id }: Loose) => id !== text.id);
    });
    expect(removed.draft.values).toEqual({ [select.id]: draft.values[select.id] });
    const entered = { lv: 'Ierakstīts teksts', en: 'Ierakstīts teksts' };
    expect(removed.left).toEqual([{ part: 'field', title: text.label, entered }]);
    const retired = carried((own) => {
      named(own.fields, text.id).retired = true;
    });
    expect(retired.left).toEqual(removed.left);
    // A field that nobody filled in is not missed.
    const blank = { ...draft, values: { [text.id]: ' ' } };
    const none = edited((own) => {
      own.fields = [];
    }, SERVICE);
    expect(carryOver(blank, before, none).left).toEqual([]);
  });

  it('[CA55] gives the answer to the field and the option that took the place', () => {
    const { draft: moved, left } = carried((own) => {
      const old = named(own.fields, text.id);
      own.fields.push({ ...old, id: 'heir' });
      Object.assign(old, { retired: true, supersededBy: 'heir' });
      const choice = named(own.fields, select.id);
      choice.options.push({ value: 'new-choice', label: { lv: 'Jauna', en: 'New' } });
      Object.assign(choice.options[0], { retired: true, supersededBy: 'new-choice' });
    });
    expect(moved.values).toEqual({ heir: 'Ierakstīts teksts', [select.id]: 'new-choice' });
    expect(left).toEqual([]);
  });

  it('[CA56] names an option, a document and a service that are gone', () => {
    const { draft: rest, left } = carried((own) => {
      const choice = named(own.fields, select.id);
      choice.options = choice.options.slice(1);
      own.evidence = own.evidence.filter(({ id }: Loose) => id !== evidence.id);
    });
    expect(rest.evidence).toEqual({});
    expect(left).toEqual([
      { part: 'field', title: select.label, entered: select.options?.[0]?.label },
      { part: 'evidence', title: evidence.title, entered: { lv: 'PARAUGS-1', en: 'PARAUGS-1' } },
    ]);
    const retired = carried((own) => {
      own.retired = true;
    });
    expect(retired.left).toEqual([{ part: 'service', title: service.title, entered: null }]);
    expect(retired.draft).toMatchObject({ need: 'Vajadzība', applicant: { givenName: 'Anna' }, values: {} });
    expect(retired.draft.service).toBeUndefined();
  });

  it('[CA55] follows a service to the one that took its place', () => {
    const renamed = carried((own) => {
      own.supersededIds = [SERVICE];
      own.id = 'jaunais-nin';
    });
    expect(renamed).toEqual({ draft: { ...draft, service: 'jaunais-nin' }, left: [] });
  });

  it('[CA56] asks a condition again that is put otherwise', () => {
    const asked = carried((own) => {
      own.eligibility[0].question.lv = 'Cits jautājums?';
    });
    expect(asked.draft.eligibility).toEqual({});
    expect(asked.left).toEqual([{ part: 'question', title: question.question, entered: null }]);
    const explained = carried((own) => {
      own.eligibility[0].message.lv = 'Cits teksts.';
    });
    expect(explained.left).toEqual([]);
  });

  it('[CA55] knows an exemption by its words', () => {
    const paying = before.services.find(({ fees }) => fees.some(({ exemptions }) => exemptions.length > 1));
    if (paying === undefined) return expect.fail('no service');
    const { id } = paying;
    const fee = paying.fees.find(({ exemptions }) => exemptions.length > 1) ?? expect.fail('no fee');
    const exempt = RequestDraft.parse({
      service: id,
      fees: { [fee.id]: { status: 'exempt', exemption: 0 } },
    });
    const turned = edited((own) => named(own.fees, fee.id).exemptions.reverse(), id);
    const place = carryOver(exempt, before, turned).draft.fees[fee.id]?.exemption;
    expect(place).toBe(fee.exemptions.length - 1);
    const without = edited((own) => {
      named(own.fees, fee.id).exemptions = [];
    }, id);
    expect(carryOver(exempt, before, without)).toMatchObject({
      draft: { fees: {} },
      left: [{ part: 'fee', title: fee.label, entered: fee.exemptions[0] }],
    });
  });

  it('[CA55] keeps files, also of a document that is asked for no more', () => {
    const file = {
      id: '00000000-0000-4000-8000-000000000001',
      name: 'paraugs.pdf',
      kind: 'pdf',
      bytes: 10,
      sha256: 'a'.repeat(64),
      source: 'file',
      evidence: evidence.id,
    };
    const withFile = { ...draft, attachments: [file] };
    const same = carryOver(withFile, before, before).draft.attachments;
    expect(same).toEqual([file]);
    const without = edited((own) => {
      own.evidence = own.evidence.filter(({ id }: Loose) => id !== evidence.id);
    }, SERVICE);
    expect(carryOver(withFile, before, without).draft.attachments).toEqual([{ ...file, evidence: null }]);
  });

  it('[CA55] never fails, whatever the draft holds and whichever version it goes to, and settles at once', () => {
    const services = fc.constantFrom(...before.services.map(({ id }) => id), 'unknown');
    const names = fc.constantFrom(text.id, select.id, '__proto__', 'variant', 'x');
    const anything = fc.dictionary(names, fc.jsonValue({ maxDepth: 1 }));
    const next = edited((own) => {
      own.fields = own.fields.slice(1);
    }, SERVICE);
    fc.assert(
      fc.property(services, anything, fc.boolean(), (id, values, isKnown) => {
        const any = RequestDraft.parse({
          service: id,
          values,
          common: values,
          eligibility: values,
          fees: values,
        });
        const once = carryOver(any, isKnown ? before : undefined, next);
        expect(carryOver(once.draft, next, next)).toEqual({ draft: once.draft, left: [] });
      }),
      { numRuns: 100 },
    );
  });
});
