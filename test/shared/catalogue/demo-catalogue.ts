import { readFileSync } from 'node:fs';
import type { CatalogueFinding } from '#shared/catalogue/catalogue-finding.ts';
import type { CatalogueCode } from '#shared/catalogue/catalogue-sentences.ts';
import { parseCatalogue } from '#shared/catalogue/parse-catalogue.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';

/** The text of the demonstration catalogue. */
export const demoText = readFileSync(
  new URL('../../../central/demo/catalogue.json', import.meta.url),
  'utf8',
);

/** A JSON value that a test may change freely. */
// biome-ignore lint/suspicious/noExplicitAny: tests break the document in every way that its type forbids
export type Loose = any;

/** The demonstration document, changed by `change`, as text. */
export function changedText(change: (document: Loose) => void): string {
  const document = JSON.parse(demoText);
  change(document);
  return JSON.stringify(document);
}

/** `pointer code` of each defect of the changed demonstration; none when it is accepted. */
export function defectsAfter(change: (document: Loose) => void): string[] {
  const parsed = parseCatalogue(changedText(change));
  return parsed.ok ? [] : parsed.problem.map(shortOf);
}

/** `pointer code` of a finding. */
export function shortOf(finding: CatalogueFinding): string {
  return `${finding.pointer} ${finding.code satisfies CatalogueCode}`;
}

/** The demonstration catalogue, changed by `change`; it must stay without defects. */
export function demoCatalogue(change: (document: Loose) => void = () => {}): Catalogue {
  const parsed = parseCatalogue(changedText(change));
  if (!parsed.ok) throw new Error(parsed.problem.map(shortOf).join('\n'));
  return parsed.value.catalogue;
}

/** The service at `index` of the changed demonstration. */
export function demoService(index: number, change?: (service: Loose) => void): PublicService {
  const service = demoCatalogue((document) => change?.(document.services[index])).services[index];
  if (service === undefined) throw new Error('no such service');
  return service;
}
