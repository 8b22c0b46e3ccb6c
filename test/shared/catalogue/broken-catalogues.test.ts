import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCatalogue } from '#shared/catalogue/parse-catalogue.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import { demoText, type Loose } from './demo-catalogue.ts';

type Path = readonly (string | number)[];

/** Every place of the demonstration, the document itself left out. */
const PATHS: readonly Path[] = pathsOf(JSON.parse(demoText), []);

function pathsOf(value: Loose, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    return [at, ...pathsOf(value[key], at)];
  });
}

function parentOf(document: Loose, path: Path): Loose {
  return path.slice(0, -1).reduce((value, step) => value[step], document);
}

/** Whether the pointer leads to something in `document`, or to where a member of something there should be. */
function leadsSomewhere(document: Loose, pointer: string): boolean {
  const steps = pointer.split('/').slice(1);
  let value = document;
  for (const [index, step] of steps.entries()) {
    if (typeof value !== 'object' || value === null) return false;
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!Object.hasOwn(value, key)) return index === steps.length - 1;
    value = value[key];
  }
  return true;
}

/** Parses and asserts what holds for every document; gives whether it was accepted. */
function checked(document: Loose): boolean {
  const parsed = parseCatalogue(JSON.stringify(document));
  if (parsed.ok) {
    expect(Catalogue.safeParse(document).success).toBe(true);
    return true;
  }
  expect(parsed.problem.length).toBeGreaterThan(0);
  for (const { pointer, code, sentence } of parsed.problem) {
    // The importer's own checks know everything that the schema knows.
    expect(code).not.toBe('not-readable');
    expect(leadsSomewhere(document, pointer), pointer).toBe(true);
    expect(sentence).toMatch(/^[^\n]+\.$/);
  }
  return false;
}

const anything = fc.oneof(
  fc.constantFrom(null, true, '', 'x', -1, 1.5, 1e308, [], {}, [null], { lv: '', en: 'x' }, '\ud800'),
  fc.jsonValue({ maxDepth: 2 }),
);

describe('parseCatalogue and broken documents', () => {
  it('[CA6] without any one node the demonstration is refused with places that make sense, or accepted', () => {
    let refusals = 0;
    let acceptances = 0;
    const deletion = fc.property(fc.constantFrom(...PATHS), (path) => {
      const document = JSON.parse(demoText);
      const parent = parentOf(document, path);
      const step = path.at(-1) ?? '';
      if (Array.isArray(parent)) parent.splice(Number(step), 1);
      else delete parent[step];
      if (checked(document)) acceptances += 1;
      else refusals += 1;
    });
    fc.assert(deletion, { numRuns: 80 });
    expect(refusals).toBeGreaterThan(10);
    expect(acceptances).toBeGreaterThan(0);
  });

  it('[CA6] with any one node replaced the demonstration is refused with places that make sense, or accepted', () => {
    let refusals = 0;
    const replacement = fc.property(fc.constantFrom(...PATHS), anything, (path, value) => {
      const document = JSON.parse(demoText);
      parentOf(document, path)[path.at(-1) ?? ''] = value;
      if (!checked(document)) refusals += 1;
    });
    fc.assert(replacement, { numRuns: 80 });
    expect(refusals).toBeGreaterThan(20);
  });

  it('[CA2] the demonstration with any one character changed never throws', () => {
    let refusals = 0;
    const change = fc.property(
      fc.nat(demoText.length - 1),
      fc.constantFrom('', '"', '\\', '{', ']', ',', ':', '\n', '\0', '\ud800', '9', 'e'),
      (at, character) => {
        if (!parseCatalogue(demoText.slice(0, at) + character + demoText.slice(at + 1)).ok) refusals += 1;
      },
    );
    fc.assert(change, { numRuns: 80 });
    expect(refusals).toBeGreaterThan(20);
  });

  it('[CA2] no text at all makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), anything.map(String)), (text) => {
        expect(parseCatalogue(text).ok).toBe(false);
      }),
    );
  });
});
