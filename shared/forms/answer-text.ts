import { unreachable } from '#shared/kernel/invariant.ts';
import type { Language } from '#shared/kernel/localized-text.ts';
import { findPlainDate, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { FieldDefinition } from './field-definition.ts';
import { fieldTypeOf } from './field-types.ts';
import type { FieldValue, ReadValue } from './field-value.ts';

/** How one language writes what is not in the answer itself. Texts live in message files, of the screen or of letters. */
export interface AnswerWords {
  readonly language: Language;
  readonly yes: string;
  readonly no: string;
  readonly date: (on: PlainDate) => string;
  readonly keptCode: (parts: { readonly code: string; readonly reason: string }) => string;
  readonly addressUnverified: (parts: { readonly text: string }) => string;
  readonly addressWithCode: (parts: { readonly text: string; readonly code: string }) => string;
}

/**
 * An answer of the record as one text, the same on the screen and on paper (`docs/checking.md` FD26). It contains what
 * was answered and is nothing but text, whatever it looks like; whoever shows it escapes it.
 */
export function answerText(definition: FieldDefinition, value: FieldValue, words: AnswerWords): string {
  return textOf(fieldTypeOf(definition.type).read(definition, value), words);
}

function textOf(value: ReadValue, words: AnswerWords): string {
  const { language } = words;
  switch (value.kind) {
    case 'text':
    case 'lines':
      return value.text;
    case 'boolean':
      return value.value ? words.yes : words.no;
    case 'number':
      return new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 15 }).format(
        value.value,
      );
    case 'money':
      return `${new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value.amount)} EUR`;
    case 'date': {
      const on = findPlainDate(value.on);
      return on === undefined ? value.on : words.date(on);
    }
    case 'option':
      return value.label[language] || value.label.lv;
    case 'person-code': {
      const { code, override } = value.entry;
      return override === undefined ? code : words.keptCode({ code, reason: override.reason });
    }
    case 'address': {
      const { text, registerCode, unverified } = value.entry;
      if (registerCode !== undefined) return words.addressWithCode({ text, code: registerCode });
      return unverified === true ? words.addressUnverified({ text }) : text;
    }
    default:
      return unreachable(value);
  }
}
