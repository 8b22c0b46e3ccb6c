import { invariant } from '#shared/kernel/invariant.ts';
import type { Language } from '#shared/kernel/localized-text.ts';
import applicationEn from './en/application.json' with { type: 'json' };
import bringEn from './en/bring.json' with { type: 'json' };
import decisionEn from './en/decision.json' with { type: 'json' };
import hoursEn from './en/hours.json' with { type: 'json' };
import legalEn from './en/legal.json' with { type: 'json' };
import letterEn from './en/letter.json' with { type: 'json' };
import mailEn from './en/mail.json' with { type: 'json' };
import procedureEn from './en/procedure.json' with { type: 'json' };
import proofEn from './en/proof.json' with { type: 'json' };
import receiptEn from './en/receipt.json' with { type: 'json' };
import applicationLv from './lv/application.json' with { type: 'json' };
import bringLv from './lv/bring.json' with { type: 'json' };
import decisionLv from './lv/decision.json' with { type: 'json' };
import hoursLv from './lv/hours.json' with { type: 'json' };
import legalLv from './lv/legal.json' with { type: 'json' };
import letterLv from './lv/letter.json' with { type: 'json' };
import mailLv from './lv/mail.json' with { type: 'json' };
import procedureLv from './lv/procedure.json' with { type: 'json' };
import proofLv from './lv/proof.json' with { type: 'json' };
import receiptLv from './lv/receipt.json' with { type: 'json' };

/** Texts of what leaves the house, by subject: one JSON file each, in the form of i18next with plural endings. */
const TEXTS = {
  lv: {
    decision: decisionLv,
    application: applicationLv,
    bring: bringLv,
    hours: hoursLv,
    procedure: procedureLv,
    proof: proofLv,
    receipt: receiptLv,
    legal: legalLv,
    letter: letterLv,
    mail: mailLv,
  },
  en: {
    decision: decisionEn,
    application: applicationEn,
    bring: bringEn,
    hours: hoursEn,
    procedure: procedureEn,
    proof: proofEn,
    receipt: receiptEn,
    legal: legalEn,
    letter: letterEn,
    mail: mailEn,
  },
};

type Bare<Key extends string> = Key extends `${infer Stem}_${'zero' | 'one' | 'other'}` ? Stem : Key;
type KeysOf<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? Bare<Key> : `${Key}.${KeysOf<Texts[Key]>}`;
}[keyof Texts & string];
type Subjects = typeof TEXTS.en;

/** A text by its subject and name: `decision:title.refuse`. The compiler refuses one that is not there. */
export type MessageKey = {
  [Subject in keyof Subjects & string]: `${Subject}:${KeysOf<Subjects[Subject]>}`;
}[keyof Subjects & string];

/** What is put into a text, by name. `count` also chooses the plural. */
export type MessageParameters = Readonly<Record<string, string | number>>;

/** Gives a text of one language. What is put in stays what it is, braces and all. */
export type Messages = (key: MessageKey, parameters?: MessageParameters) => string;

/** The texts of a language. A text that is missing is a defect; a test looks for those. */
export function messagesIn(language: Language): Messages {
  const plurals = new Intl.PluralRules(language);
  return (key, parameters = {}) => {
    const [subject = '', path = ''] = key.split(':');
    const { count } = parameters;
    const ending = typeof count === 'number' ? `_${plurals.select(count)}` : '';
    const text = findText(language, [subject, ...path.split('.')], ending);
    invariant(text !== undefined, `no text: ${key}`);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = parameters[name];
      invariant(value !== undefined, `nothing to put in: ${key} ${name}`);
      return String(value);
    });
  };
}

function findText(language: Language, path: readonly string[], ending: string): string | undefined {
  let found: unknown = TEXTS[language];
  for (const [index, name] of path.entries()) {
    if (typeof found !== 'object' || found === null) return undefined;
    const group = found as Readonly<Record<string, unknown>>;
    const isLast = index === path.length - 1;
    found = isLast ? (group[`${name}${ending}`] ?? group[name]) : group[name];
  }
  return typeof found === 'string' ? found : undefined;
}
