import { z } from 'zod';
import { normaliseTypedCode } from '#shared/kernel/typed-code.ts';
import { checkPersonCode } from '#shared/person/person-code.ts';
import { PersonCodeEntry } from '#shared/person/person-code-entry.ts';
import { type FieldType, isBlank, strict, TYPED_TEXT } from '../field-type.ts';

/** What the screen holds: the code as typed and, after a warning, the reason for keeping it. */
const PersonCodeDraft = z.object({
  code: TYPED_TEXT.optional(),
  override: z.object({ finding: z.string().optional(), reason: TYPED_TEXT.optional() }).optional(),
});

/** A Latvian person code, with the lenient verdict of `docs/checking.md`. */
export const personCode: FieldType = {
  kind: 'person-code',
  draft: PersonCodeDraft,
  isEmpty: (raw) => isBlank(normaliseTypedCode(PersonCodeDraft.safeParse(raw).data?.code ?? '')),
  submission: (_definition, context) =>
    strict((raw, refuse) => {
      const draft = PersonCodeDraft.safeParse(raw).data;
      if (draft?.code === undefined) return refuse('not-a-person-code');
      const check = checkPersonCode(draft.code, context.receivedOn);
      switch (check.verdict) {
        case 'valid':
          return { code: check.code };
        case 'invalid':
          return refuse(`person-code-${check.reason}`, undefined, ['code']);
        case 'warning': {
          const reason = (draft.override?.reason ?? '').trim();
          const entry = PersonCodeEntry.safeParse({
            code: check.code,
            override: { finding: check.finding, reason },
          });
          return entry.success
            ? entry.data
            : refuse('person-code-warning-needs-reason', { finding: check.finding }, ['override', 'reason']);
        }
      }
    }),
  conditionValue: (raw) => {
    const code = PersonCodeDraft.safeParse(raw).data?.code?.trim();
    return code === '' ? undefined : code;
  },
  read: (_definition, value) => ({ kind: 'person-code', entry: PersonCodeEntry.parse(value) }),
};
