import type { Json } from '#shared/kernel/canonical-json.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';
import { type CatalogueFinding, FindingList, findingAt, TooManyDefects } from './catalogue-finding.ts';
import { CATALOGUE_LIMITS } from './catalogue-limits.ts';
import { checkCatalogue } from './check-catalogue.ts';
import { checkShape, type Findings, foundIn } from './check-shape.ts';
import { checkTexts } from './check-texts.ts';
import { isObject, type Place, placeAt, rootPlace } from './place.ts';
import { Catalogue } from './public-service.ts';
import { type DuplicateKeys, type JsonProblem, scanJson } from './scan-json.ts';

/** A catalogue file without a defect. */
export interface ParsedCatalogue {
  /** What the program uses. */
  readonly catalogue: Catalogue;
  /** The whole document with the keys that the program does not know: what is stored and addressed. */
  readonly document: Json;
  /** What was kept and ignored. */
  readonly notes: readonly CatalogueFinding[];
}

/** The defect of a file of so many bytes, or `undefined`; for a reader to ask before it reads the file. */
export function findSizeDefect(bytes: number): CatalogueFinding | undefined {
  return bytes > CATALOGUE_LIMITS.bytes ? findingAt('', 'too-large', { bytes }) : undefined;
}

/** Reads the bytes of a catalogue file, as `parseCatalogue` does; what is not UTF-8 is refused. Never throws. */
export function parseCatalogueBytes(bytes: Uint8Array): Result<ParsedCatalogue, readonly CatalogueFinding[]> {
  const tooLarge = findSizeDefect(bytes.length);
  if (tooLarge !== undefined) return refused([tooLarge]);
  let text: string;
  try {
    text = decodeUtf8(bytes);
  } catch {
    return refused([findingAt('', 'not-utf8')]);
  }
  return parseCatalogue(text);
}

/**
 * Reads the text of a catalogue file (`docs/catalogue.md`). Gives the catalogue, or every defect in document order
 * (the first 200 and how many more); nothing is taken from a faulty file. Never throws, whatever `text` holds.
 */
export function parseCatalogue(text: string): Result<ParsedCatalogue, readonly CatalogueFinding[]> {
  // No character takes less than a byte, so a longer text is refused without being encoded.
  const atLeast = findSizeDefect(text.length) ?? findSizeDefect(encodeUtf8(text).length);
  if (atLeast !== undefined) return refused([atLeast]);
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const scanned = scanJson(json);
  if (!scanned.ok) return refused([findingOf(scanned.problem)]);

  const document: unknown = JSON.parse(json);
  if (!isObject(document)) return refused([findingAt('', 'not-an-object', { found: foundIn(document) })]);
  const root = rootPlace(document);
  const findings = {
    defects: new FindingList(CATALOGUE_LIMITS.countedDefects),
    notes: new FindingList(),
  };
  addDefects(scanned.value, root, findings);
  if (findings.defects.total > 0) return refused(findings.defects.told());

  const parsed = Catalogue.safeParse(document);
  if (!parsed.success) {
    // The checks above know more than the schema; this holds should the schema ever learn a rule that they lack.
    const issues = new FindingList();
    for (const { path } of parsed.error.issues) {
      issues.add(placeAt(root, path as (string | number)[]), 'not-readable');
    }
    return refused(issues.told());
  }
  return ok({ catalogue: parsed.data, document: document as Json, notes: findings.notes.told() });
}

function findingOf(problem: JsonProblem): CatalogueFinding {
  if (problem.code === 'empty') return findingAt('', 'empty');
  const { code, line, column, expected } = problem;
  // A long key would make the pointer unreadable; the line and the column still lead to the place.
  const isShort = problem.path.every((step) => String(step).length <= CATALOGUE_LIMITS.keyCodePoints);
  return findingAt(isShort ? pointerOf(problem.path) : '', code, { line, column, expected });
}

function addDefects(duplicates: DuplicateKeys, root: Place, findings: Findings): void {
  try {
    addDuplicates(duplicates, root, findings.defects);
    checkShape(Catalogue, root, findings);
    checkTexts(root, findings.defects);
    checkCatalogue(root, findings);
  } catch (error) {
    if (!(error instanceof TooManyDefects)) throw error;
  }
}

function addDuplicates({ paths, total }: DuplicateKeys, root: Place, defects: FindingList): void {
  for (const path of paths) {
    const long = path.findIndex((step) => String(step).length > CATALOGUE_LIMITS.keyCodePoints);
    const at = long < 0 ? path : path.slice(0, long);
    defects.add(placeAt(root, at), 'duplicate-key', { key: String(path.at(-1)) });
  }
  defects.addUntold(total - paths.length);
}
