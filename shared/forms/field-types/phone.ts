import { type FieldType, isBlank, strict, TYPED_TEXT } from '../field-type.ts';
import { matchesWhole, text } from './text.ts';

/** A telephone number, kept in E.164 where it can be: eight digits that begin with 2 or 6 are Latvian. */
export const phone: FieldType = {
  kind: 'phone',
  draft: TYPED_TEXT,
  isEmpty: isBlank,
  submission: (definition) =>
    strict((raw, refuse) => {
      const typed = typeof raw === 'string' ? raw.trim() : '';
      const bare = typed.replace(/[\s\u00A0()./\u2010-\u2015\u2212-]/g, '').replace(/^00/, '+');
      if (!/^\+?\d{8,15}$/.test(bare)) return refuse('not-a-phone');
      const { pattern } = definition.validation;
      if (pattern !== undefined && !matchesWhole(pattern, bare)) return refuse('wrong-form');
      if (/^[26]\d{7}$/.test(bare)) return `+371${bare}`;
      return /^371[26]\d{7}$/.test(bare) ? `+${bare}` : bare;
    }),
  conditionValue: text.conditionValue,
  read: (_definition, value) => ({ kind: 'text', text: String(value) }),
};
