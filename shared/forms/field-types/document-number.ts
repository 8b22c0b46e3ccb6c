import { type FieldType, isBlank, strict, TYPED_TEXT } from '../field-type.ts';
import { checkText, text } from './text.ts';

/** The number of an identity document: capital letters and digits, without spaces. */
export const documentNumber: FieldType = {
  kind: 'document-number',
  draft: TYPED_TEXT,
  isEmpty: isBlank,
  submission: (definition) =>
    strict((raw, refuse) =>
      typeof raw === 'string'
        ? checkText(definition, raw.replace(/[\s\u00A0]/g, '').toUpperCase(), 'one-line', refuse)
        : refuse('not-a-text'),
    ),
  conditionValue: text.conditionValue,
  read: (_definition, value) => ({ kind: 'text', text: String(value) }),
};
