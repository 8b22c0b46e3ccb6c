import { cleanText } from '#shared/kernel/clean-text.ts';
import { type FieldType, isBlank, readAsText, strict, TYPED_TEXT } from '../field-type.ts';
import { checkText, findText } from './text.ts';

/** Free text of several lines. */
export const textarea: FieldType = {
  kind: 'textarea',
  screen: { kind: 'lines' },
  draft: TYPED_TEXT,
  isEmpty: isBlank,
  submission: (definition) =>
    strict((raw, refuse) =>
      typeof raw === 'string' ? checkText(definition, raw, 'many-lines', refuse) : refuse('not-a-text'),
    ),
  conditionValue: (raw) => findText(raw, (typed) => cleanText(typed, 'many-lines')),
  read: (_definition, value) => ({ ...readAsText(value), kind: 'lines' }),
};
