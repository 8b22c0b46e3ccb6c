import { readFileSync } from 'node:fs';
import { catalogueContent } from '#shared/catalogue/catalogue-content.ts';
import { parseCatalogue } from '#shared/catalogue/parse-catalogue.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { parseHolidayCsv } from '#shared/service-level/calendar-file.ts';
import { parseOfficesFile } from '#shared/service-level/offices-file.ts';

/** Tests run in the root of the repository. */
const read = (name: string): string => readFileSync(`central/demo/${name}`, 'utf8');

/** What the demonstration works by, each as the canonical text that a shelf keeps. */
export interface DemoTexts {
  readonly catalogue: string;
  readonly calendar: string;
  readonly offices: string;
}

let texts: DemoTexts | undefined;

/** The demonstration's versions; read once. */
export function demoTexts(): DemoTexts {
  texts ??= readTexts();
  return texts;
}

function readTexts(): DemoTexts {
  const catalogue = parseCatalogue(read('catalogue.json'));
  const calendar = parseHolidayCsv(read('holidays-lv.csv'));
  const offices = parseOfficesFile(read('offices.json'));
  if (!catalogue.ok || !calendar.ok || !offices.ok) throw new Error('the demonstration cannot be read');
  return {
    catalogue: catalogueContent(catalogue.value.document),
    calendar: canonicalJson(calendar.value as unknown as Json),
    offices: canonicalJson(offices.value as unknown as Json),
  };
}
