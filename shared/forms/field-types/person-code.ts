import { z } from 'zod';
import { cleanText, isWellFormed } from '#shared/kernel/clean-text.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { normaliseTypedCode } from '#shared/kernel/typed-code.ts';
import { checkPersonCode } from '#shared/person/person-code.ts';
import { PersonCodeEntry } from '#shared/person/person-code-entry.ts';
import { type FieldType, isBlank, readAsText, strict, TYPED_TEXT } from '../field-type.ts';
import { findText } from './text.ts';

/** What the screen holds: the code as typed and, after a warning, the reason for keeping it. */
const PersonCodeDraft = z.object({
  code: TYPED_TEXT.optional(),
  override: z.object({ finding: z.string().optional(), reason: TYPED_TEXT.optional() }).optional(),
});

/** A Latvian person code, with the lenient verdict of `docs/checking.md`. */
export const personCode: FieldType = {
  kind: 'person-code',
  screen: { kind: 'person-code' },
  draft: PersonCodeDraft,
  isEmpty: (raw) => {
    const draft = PersonCodeDraft.safeParse(raw);
    return isBlank(draft.success ? draft.data.code : raw);
  },
  submission: (_definition, context) =>
    strict((raw, refuse) => {
      const draft = PersonCodeDraft.safeParse(raw).data;
      if (draft?.code === undefined) return refuse('not-a-person-code');
      const check = checkPersonCode(draft.code, context.receivedOn);
      switch (check.verdict) {
        case 'valid':
          return { code: check.code };
        case 'invalid':
          return check.reason === 'empty'
            ? refuse('required', undefined, ['code'])
            : refuse(`person-code-${check.reason}`, undefined, ['code']);
        case 'warning': {
          const typed = draft.override?.reason ?? '';
          if (!isWellFormed(typed)) return refuse('malformed-text', undefined, ['override', 'reason']);
          const reason = isBlank(typed) ? '' : cleanText(typed, 'one-line');
          const entry = PersonCodeEntry.safeParse({
            code: check.code,
            override: { finding: check.finding, reason },
          });
          return entry.success
            ? entry.data
            : refuse('person-code-warning-needs-reason', { finding: check.finding }, ['override', 'reason']);
        }
        default:
          return unreachable(check);
      }
    }),
  conditionValue: (raw) =>
    findText(PersonCodeDraft.safeParse(raw).data?.code, (typed) =>
      normaliseTypedCode(typed).replace(/^(\d{6})-?(\d{5})$/, '$1-$2'),
    ),
  read: (_definition, value) => {
    const entry = PersonCodeEntry.safeParse(value);
    return entry.success ? { kind: 'person-code', entry: entry.data } : readAsText(value);
  },
};
