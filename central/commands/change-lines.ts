import type { CatalogueChange, ChangedPart, ChangedValue } from '#shared/catalogue/catalogue-change.ts';
import type { CatalogueComparison, ServiceComparison } from '#shared/catalogue/compare-catalogues.ts';
import type { LocalizedText } from '#shared/kernel/localized-text.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';

const PARTS = {
  service: 'service',
  variant: 'variant',
  question: 'condition',
  field: 'field',
  option: 'option',
  evidence: 'evidence',
  fee: 'fee',
  step: 'step',
  outcome: 'outcome',
  'refusal-reason': 'refusal reason',
  'legal-basis': 'legal basis',
  channel: 'channel',
  provider: 'provider',
  'related-service': 'related service',
  role: 'role',
  stage: 'stage',
  catalogue: 'catalogue',
} as const satisfies Record<ChangedPart, string>;

/** A text is shown up to this length: the file itself says the rest. */
const LONGEST = 60;

/** What changed between two versions of a catalogue, a line for each change, for whoever publishes the later one. */
export function changeLines({ common, services }: CatalogueComparison): readonly string[] {
  const lines = [...common.map((change) => `~ ${changeLine(change)}`), ...services.flatMap(serviceLines)];
  return lines.length > 0 ? lines : ['Nothing that the program reads is different.'];
}

function serviceLines(comparison: ServiceComparison): readonly string[] {
  const { service } = comparison;
  const name = `service ${service.id} ${quoted(service.title)}`;
  switch (comparison.what) {
    case 'added':
      return [`+ ${name}`];
    case 'removed':
      return [`- ${name}`];
    case 'changed':
      return [`~ ${name}`, ...comparison.changes.map((change) => `    ${changeLine(change)}`)];
  }
}

function changeLine({ part, id, title, of, change }: CatalogueChange): string {
  const name = id === '' ? PARTS[part] : `${PARTS[part]} ${id} ${quoted(title)}`;
  const whole = of === null ? name : `${name} of ${quoted(of)}`;
  switch (change.what) {
    case 'added':
    case 'removed':
    case 'retired':
      return `${whole}: ${change.what}`;
    case 'restored':
      return `${whole}: offered again`;
    case 'changed':
      return change.aspect === 'order'
        ? `${PARTS[part]}: in another order`
        : `${whole}: ${wordsOf(change.aspect)} ${valueWords(change.value)}`;
  }
}

/** `responsibleRole` as «responsible role». */
function wordsOf(aspect: string): string {
  return aspect.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function valueWords(value: ChangedValue): string {
  switch (value.kind) {
    case 'text':
      return value.languages
        .map(
          (language) =>
            `(${language}) from ${short(value.before[language])} to ${short(value.after[language])}`,
        )
        .join(', ');
    case 'time':
      return `from ${timeWords(value.before)} to ${timeWords(value.after)}`;
    case 'number':
      return `from ${value.before ?? 'none'} to ${value.after ?? 'none'}`;
    case 'flag':
      return value.after ? 'from no to yes' : 'from yes to no';
    case 'role':
    case 'word':
      return `from ${short(value.before)} to ${short(value.after)}`;
    case 'unsaid':
      return 'changed';
  }
}

function timeWords(rule: TimeRule | null): string {
  if (rule === null) return 'none';
  const time = rule.unit === 'immediate' ? 'at once' : `${rule.value} × ${rule.unit}`;
  return rule.startsAt === undefined ? time : `${time} from ${rule.startsAt}`;
}

function quoted({ lv }: LocalizedText): string {
  return short(lv);
}

/** A text of the file as a terminal may show it. */
function short(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\s]+/gu, ' ');
  const points = [...plain];
  return points.length > LONGEST ? `“${points.slice(0, LONGEST).join('')}…”` : `“${plain}”`;
}
