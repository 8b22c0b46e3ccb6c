import { describe, expect, it } from 'vitest';
import type { Language } from '#shared/kernel/localized-text.ts';
import { letterFormat } from '#shared/letters/letter-format.ts';
import { letterText } from '#shared/letters/letter-text.ts';
import { procedureOfService } from '#shared/letters/procedure.ts';
import { timeText } from '#shared/letters/time-text.ts';
import { catalogue, office, RECEIVED_AT } from '#test/shared/case/demo-case.ts';

const LANGUAGES = ['lv', 'en'] as const;
const CASES = catalogue.services.flatMap((service) =>
  LANGUAGES.map((language) => ({ id: service.id, service, language })),
);

function procedureIn(service: (typeof CASES)[number]['service'], language: Language): string {
  const context = { language, printedAt: RECEIVED_AT, office, catalogue, service };
  return letterText(procedureOfService(context, [office]));
}

describe('the procedure of a service', () => {
  it.each(CASES)(
    '[LT12] of $id in $language has every step, evidence, fee and time',
    ({ service, language }) => {
      const text = procedureIn(service, language);
      const format = letterFormat(language);
      const { read, money } = format;
      const steps = service.stages.flatMap((stage) => stage.steps);
      expect(steps.length).toBeGreaterThan(10);
      for (const { title, target, responsibleRole } of steps) {
        const role = catalogue.roles.find(({ id }) => id === responsibleRole);
        const line = text.split('\n').find((one) => one.includes(`. ${read(title)}. `));
        expect(line, read(title)).toContain(role === undefined ? responsibleRole : read(role.title));
        if (target !== null) expect(line).toContain(timeText(target, format));
      }
      for (const { title, note } of service.evidence) {
        expect(text).toContain(`- ${read(title)}: `);
        expect(text).toContain(read(note));
      }
      for (const fee of service.fees) {
        expect(text).toContain(`- ${read(fee.label)}`);
        if (fee.amount !== null) expect(text).toContain(money(fee.amount, fee.currency));
        for (const exemption of fee.exemptions) expect(text).toContain(read(exemption));
      }
      const decided = language === 'lv' ? 'Lēmums' : 'Decision';
      for (const { title, decision } of service.variants) {
        const line = text.split('\n').find((one) => one.startsWith(`${decided} (${read(title)}): `));
        expect(line).toContain(timeText(decision, format));
      }
      if (service.variants.length === 0)
        expect(text).toContain(timeText(service.serviceLevel.decision, format));
      for (const { question } of service.eligibility) expect(text).toContain(read(question));
      for (const { title, output } of service.outcomes)
        expect(text).toContain(`${read(title)}: ${read(output)}`);
      for (const { title } of service.refusalReasons) expect(text).toContain(read(title));
      for (const part of [service.title, service.description, office.name])
        expect(text).toContain(read(part));
      expect(text).toContain(`${language === 'lv' ? 'Versija' : 'Version'}: ${catalogue.catalogueVersion}`);
    },
  );

  it('[LT12] says of what is needed only sometimes when it is', () => {
    const text = procedureIn(catalogue.services[0] as (typeof CASES)[number]['service'], 'lv');
    expect(text).toContain(
      'Dokuments par tiesisko pamatu: jāuzrāda oriģināls, ja «Tiesiskais pamats» – Īres līgums, Cita vienošanās',
    );
    expect(text).toContain('ja «Deklarē citai personai» – jā');
  });
});
